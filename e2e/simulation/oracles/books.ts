import { sql } from 'drizzle-orm'
import type { HistoryRow } from '#shared/journal/history.ts'
import { figuresFromScratch, figuresKept } from '../../../server/figures/recompute.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { CHAIN_START, canonical, seal } from '../../../server/journal/history-chain.ts'
import { historyColumns } from '../../../server/journal/history-columns.ts'
import { holds } from '../world/failure.ts'
import type { World } from '../world/world.ts'

/** Figures = recomputed from scratch. */
export async function judgeFigures({ database, companyId }: World): Promise<void> {
  const kept = canonical(await figuresKept(database.db, companyId))
  const counted = canonical(await figuresFromScratch(database.db, companyId))
  holds('figures', kept === counted, () => `kept ${kept}\n  counted ${counted}`)
}

/** The scope kept by difference is the scope the view computes. */
export async function judgeScope({ database, companyId }: World): Promise<void> {
  const kept = sql`select person_id, kind, file_id, client_id, reasons from scope
                   where company_id = ${companyId} and out_version is null`
  const counted = sql`select person_id, kind, file_id, client_id, reasons from scope_from_scratch
                      where company_id = ${companyId}`
  const rows = await rowsOf(
    database.db,
    sql`(select 'kept' as only, * from (${kept} except ${counted}) a)
        union all (select 'counted', * from (${counted} except ${kept}) b)`,
  )
  holds('convergence', rows.length === 0, () => `the scope kept is not the scope: ${canonical(rows)}`)
}

/** The history is chained, gapless and tells each entry once. */
export async function judgeChain({ database, companyId }: World): Promise<void> {
  const rows = await rowsOf<HistoryRow & { number: number; salt: string; hash: string }>(
    database.db,
    sql`select ${historyColumns}, salt, hash from history where company_id = ${companyId} order by number`,
  )
  let hash = CHAIN_START
  for (const [index, row] of rows.entries()) {
    const sealed = seal(row, row.number, row.salt, hash)
    const isNext = row.number === index + 1 && sealed.hash === row.hash
    holds('history chain', isNext, () => `row ${row.number} does not follow the one before it`)
    hash = row.hash
  }
  const ids = new Set(rows.map(({ id }) => id))
  holds('exactly once', ids.size === rows.length, () => 'an entry is told twice in the history')
}

/** Whoever qualifies an item at the same moment as somebody else: it sits in one open case. */
export async function judgeOneCase({ database, companyId }: World): Promise<void> {
  const [twice] = await rowsOf<{ item: string; cases: string }>(
    database.db,
    sql`select item_id as item, string_agg(name, ' and ') as cases
        from associations join actions on actions.id = action_id and actions.company_id = associations.company_id
        where associations.company_id = ${companyId} and left_on is null and closed_on is null and not actions.removed
        group by item_id having count(*) > 1`,
  )
  holds('exactly once', !twice, () => `${twice?.item} is in ${twice?.cases}`)
}

/** A number of a stream is one entry's: whoever sends another under it is out of step, and told so. */
export async function judgeStreams({ database, companyId }: World): Promise<void> {
  const [twice] = await rowsOf<{ n: number; kinds: string }>(
    database.db,
    sql`select n, string_agg(kind || ' ' || id, ' and ') as kinds from entries
        where company_id = ${companyId} and stream is not null group by stream, n having count(*) > 1`,
  )
  holds('exactly once', !twice, () => `number ${twice?.n} of a stream is that of ${twice?.kinds}`)
}

/** A version is a transaction's: rows written outside one are refused, whatever the connection did before. */
export async function judgeVersionGuard({ database, companyId }: World): Promise<void> {
  const isRefused = await database.db
    .execute(sql`update clients set name = name where company_id = ${companyId}`)
    .then(
      () => false,
      () => true,
    )
  holds('serial equivalence', isRefused, () => 'rows were written under a version that was over')
}
