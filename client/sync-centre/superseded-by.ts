import type { Entry } from '#shared/journal/entry.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { findKind } from '#shared/journal/kinds.ts'

/** Whose later change stands in the place of one's own, and in which fields. */
export type Superseding = { by: string; at: number; fields: string[] }

/**
 * The change that stands in place of what an entry wrote, as the history of its file tells. `fields` are those the
 * outcome named; null when all of the entry was superseded. Null when this device does not hold that history.
 */
export function supersededBy(
  entry: Entry,
  fields: readonly string[] | null,
  history: readonly HistoryRow[],
): Superseding | null {
  const read = findKind(entry.kind)?.read(entry)
  const { actionIds = [], itemIds = [] } = read && 'touched' in read ? read.touched : {}
  const rows = new Set([...actionIds, ...itemIds])
  const told = history.flatMap((row) => {
    if (row.id === entry.id || row.at < entry.at) return []
    const changed = row.changes
      .filter(({ id, field }) => (rows.size === 0 || rows.has(id)) && (!fields || fields.includes(field)))
      .map(({ field }) => field)
    return changed.length > 0 ? [{ by: row.by, at: row.at, fields: [...new Set(changed)] }] : []
  })
  return told.reduce<Superseding | null>((last, one) => (last && last.at > one.at ? last : one), null)
}
