import type { Entry } from '#shared/journal/entry.ts'
import { isFinal, type OutboxRecord } from '../outbox/record.ts'

/**
 * Whether the replica, complete at `reached`, cannot know the entry's outcome yet: so long it is decided on top.
 * Not the answer to the push ends it, but the page that carries what the answer did.
 */
export function isPending({ outcome, version }: OutboxRecord, reached: number): boolean {
  return outcome === null || !isFinal(outcome) || version === null || version > reached
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
