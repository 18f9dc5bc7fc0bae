import type { Entry } from '#shared/journal/entry.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { touchedBy } from './touched-by.ts'

/** Whose later change stands in the place of one's own, in which fields and with which values. */
export type Superseding = {
  by: string
  at: number
  fields: string[]
  values: { field: string; value: unknown }[]
}

/**
 * The change that stands in place of what an entry wrote, as the history of its file tells. `fields` are those the
 * outcome named; null when all of the entry was superseded. Null when this device does not hold that history.
 */
export function supersededBy(
  entry: Entry,
  fields: readonly string[] | null,
  history: readonly HistoryRow[],
): Superseding | null {
  const { actionIds, itemIds } = touchedBy(entry)
  const rows = new Set([...actionIds, ...itemIds])
  const told = history.flatMap((row) => {
    if (row.id === entry.id || row.at < entry.at) return []
    const values = row.changes
      .filter(({ id, field }) => (rows.size === 0 || rows.has(id)) && (!fields || fields.includes(field)))
      .map(({ field, after }) => ({ field, value: after }))
    const changed = [...new Set(values.map(({ field }) => field))]
    return values.length > 0 ? [{ by: row.by, at: row.at, fields: changed, values }] : []
  })
  return told.reduce<Superseding | null>((last, one) => (last && last.at > one.at ? last : one), null)
}
