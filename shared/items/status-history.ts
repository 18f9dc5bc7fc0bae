import * as z from 'zod/mini'
import type { HistoryRow } from '../journal/history.ts'
import { type Item, type ItemStatus, itemStatusSchema, statusOf } from './item.ts'

/** A status an item took: what it was from then on, and the entry that made it so. */
export type StatusTaken = {
  entryId: string
  status: ItemStatus
  /** Who did it: a person, the books or a rule. */
  by: string
  /** Moment it was done, ms. */
  at: number
  isPending: boolean
}

const partSchema = z.partial(itemStatusSchema)

/**
 * The statuses of an item, newest first, told from the history rows that changed them. Each row knows only what it
 * changed, so the values are walked back from what the item has now.
 */
export function statusHistoryOf(item: Item, history: readonly HistoryRow[]): StatusTaken[] {
  const taken: StatusTaken[] = []
  let status = statusOf(item)
  for (const row of history.toReversed()) {
    const before = statusBefore(item.id, row)
    if (!before) continue
    taken.push({ entryId: row.id, status, by: row.by, at: row.at, isPending: row.number === null })
    status = { ...status, ...before }
  }
  return taken
}

function statusBefore(itemId: string, { changes }: HistoryRow): Partial<ItemStatus> | null {
  const fields = changes.filter(
    ({ table, id, field }) => table === 'items' && id === itemId && field in itemStatusSchema.shape,
  )
  if (fields.length === 0) return null
  const read = z.safeParse(partSchema, Object.fromEntries(fields.map(({ field, before }) => [field, before])))
  return read.success ? read.data : null
}
