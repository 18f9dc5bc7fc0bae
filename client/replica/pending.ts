import type { Entry } from '#shared/journal/entry.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
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

/**
 * Up to when entries decided on top can have occurred, ms: what their author tapped after them, and the replica tells of
 * already, came later. Such a one waits for an update while the server goes on. No two of one author occur at one moment:
 * several that wait keep their order.
 */
export function occurredBefore(
  records: readonly OutboxRecord[],
  reached: number,
  history: readonly HistoryRow[],
): ReadonlyMap<string, number> {
  const limits = new Map<string, number>()
  const first = records.findIndex((record) => isPending(record, reached))
  if (first < 0 || records.slice(first).every((record) => isPending(record, reached))) return limits
  const toldAt = new Map(history.map(({ id, at }) => [id, at]))
  let limit = Number.POSITIVE_INFINITY
  for (const record of records.toReversed())
    if (isPending(record, reached)) limits.set(record.entry.id, (limit -= 1))
    else limit = Math.min(limit, toldAt.get(record.entry.id) ?? limit)
  return limits
}

export function clientSubjects(records: readonly OutboxRecord[], reached: number): Set<string> {
  return new Set(
    pendingOf(records, reached).flatMap(({ subject }) => (subject.type === 'client' ? [subject.id] : [])),
  )
}
