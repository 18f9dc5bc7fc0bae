import type { Entry } from '#shared/journal/entry.ts'
import { isFinal, type OutboxRecord } from '../outbox/record.ts'

/**
 * Whether the replica, complete at `reached`, cannot know the entry's outcome yet: so long it is decided on top.
 * Not the answer to the push ends it, but the page that carries what the answer did.
 */
function isPending({ outcome, version }: OutboxRecord, reached: number): boolean {
  return outcome === null || !isFinal(outcome) || version === null || version > reached
}

/**
 * The records as a replica of one of the server's histories sees them: an answer of a later one lies ahead of whatever
 * it has reached.
 */
export function asSeenFrom(history: number, records: readonly OutboxRecord[]): readonly OutboxRecord[] {
  return records.map((record) =>
    record.version !== null && (record.history ?? 0) > history
      ? { ...record, version: Number.MAX_SAFE_INTEGER }
      : record,
  )
}

/** Entries to decide on top of something complete at `reached`, in the order of the taps. */
export function pendingOf(records: readonly OutboxRecord[], reached: number): Entry[] {
  return records.filter((record) => isPending(record, reached)).map(({ entry }) => entry)
}

export function clientSubjects(records: readonly OutboxRecord[], reached: number): Set<string> {
  return new Set(
    pendingOf(records, reached).flatMap(({ subject }) => (subject.type === 'client' ? [subject.id] : [])),
  )
}
