import { sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import { groupBy } from '#shared/base/group-by.ts'
import { idSchema } from '#shared/base/ids.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { historyColumns } from './history-columns.ts'

/** For entries that undo others: the history of each entry undone and of what it caused, oldest first. */
export async function loadTold(
  tx: Db,
  companyId: string,
  entries: readonly Entry[],
): Promise<Map<string, HistoryRow[]>> {
  const ids = entries.flatMap((entry) => (entry.kind === 'entry.undone' ? undoneId(entry.data) : []))
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<HistoryRow & { root: string }>(
    tx,
    sql`with recursive told(id, root) as (
          select id, id from history where company_id = ${companyId} and id in ${ids}
          union all
          select h.id, told.root from history h join told on h.cause = told.id where h.company_id = ${companyId}
        )
        select told.root, ${historyColumns} from told join history on history.id = told.id and company_id = ${companyId}
        order by number`,
  )
  const byRoot = groupBy(rows, ({ root }) => root)
  return new Map(ids.map((id) => [id, (byRoot.get(id) ?? []).map(({ root: _, ...row }) => row)]))
}

/** The entry an undo undoes, as far as it says one. */
export function undoneIdOf(entry: Entry): string | null {
  return entry.kind === 'entry.undone' ? (undoneId(entry.data)[0] ?? null) : null
}

function undoneId(data: unknown): string[] {
  const id: unknown = typeof data === 'object' && data !== null && 'entryId' in data ? data.entryId : null
  const read = z.safeParse(idSchema, id)
  return read.success ? [read.data] : []
}
