import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { HistoryRow } from '#shared/journal/history.ts'

export type HistoryDay = { day: CalendarDay; rows: HistoryRow[] }

/** Newest first by the moment it was done, a late arrival on its own day; what waits to be sent is the newest. */
export function newestFirst(rows: readonly HistoryRow[]): HistoryRow[] {
  // Those of one moment stay as they lie once turned round.
  return rows.toReversed().sort((a, b) => b.at - a.at)
}

/** Rows already in order, by the company's day. */
export function byDay(rows: readonly HistoryRow[], timeZone: string): HistoryDay[] {
  const days: HistoryDay[] = []
  for (const row of rows) {
    const day = dayIn(timeZone, row.at)
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}

/**
 * The undoing of each entry that is undone, by the entry's id; what an undone entry caused is undone with it.
 * An undoing that was itself undone does not count.
 */
export function undoings(rows: readonly HistoryRow[]): Map<string, HistoryRow> {
  const undone = new Map<string, HistoryRow>()
  // An undoing comes after what it undoes: from the end, each is known to stand or not when it is met.
  for (const row of rows.toReversed()) {
    const { undone: entryId } = row.details
    if (row.kind === 'entry.undone' && typeof entryId === 'string' && !undone.has(row.id))
      undone.set(entryId, row)
  }
  for (const row of rows) {
    const ofCause = row.cause === null ? undefined : undone.get(row.cause)
    if (ofCause && !undone.has(row.id)) undone.set(row.id, ofCause)
  }
  return undone
}
