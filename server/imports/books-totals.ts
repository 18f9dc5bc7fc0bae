import { sql } from 'drizzle-orm'
import type { CurrencyCode } from '#shared/base/amount.ts'
import type { BooksTotals } from '#shared/imports/import-plan.ts'
import type { Db } from '../db/open.ts'
import { rowOf, rowsOf } from '../db/rows.ts'

/** What the whole company is owed now; its own currency is always named. */
export async function booksTotals(db: Db, companyId: string, currency: CurrencyCode): Promise<BooksTotals> {
  const { version } = await rowOf<{ version: number }>(
    db,
    sql`select version from companies where id = ${companyId}`,
  )
  const sums = await rowsOf<{ currency: string; open: number; outstanding: number; disputed: number }>(
    db,
    sql`select currency, sum(open_count)::int as open, sum(outstanding_minor)::bigint as outstanding,
          sum(disputed_minor)::bigint as disputed
        from figures where company_id = ${companyId} group by currency order by currency`,
  )
  const totals: BooksTotals = {
    open: 0,
    outstanding: { [currency]: 0 },
    disputed: { [currency]: 0 },
    version,
  }
  for (const sum of sums) {
    totals.open += sum.open
    totals.outstanding[sum.currency] = sum.outstanding
    totals.disputed[sum.currency] = sum.disputed
  }
  return totals
}
