import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Company } from '#shared/company/company.ts'
import { guardReasons } from '#shared/imports/import-guard.ts'
import type { ImportPlan } from '#shared/imports/import-plan.ts'
import type { Db } from '../db/open.ts'
import { rowOf, rowsOf } from '../db/rows.ts'
import { collectorFinder } from './collectors.ts'
import { compareWithBooks } from './compare.ts'
import type { ImportRun } from './import-run.ts'

const NAMES_SHOWN = 20

/** What the staged rows will do to the books, and what of it must be confirmed. */
export async function planImport(
  db: Db,
  run: ImportRun,
  company: Company,
  { read, columnsAbsent }: { read: number; columnsAbsent: string[] },
): Promise<ImportPlan> {
  const lastDay = await lastDayOfBooks(db, run)
  const { absent, ...classes } = await compareWithBooks(db, run, lastDay)
  const { errors, illegibleRows } = await refusedRows(db, run)
  const counts = { read, ...classes, errors }
  const { openBefore, newClients } = await rowOf<{ openBefore: number; newClients: number }>(
    db,
    sql`select
      (select count(*)::int from items
       where company_id = ${run.companyId} and source = ${run.mapping.source} and closed_on is null) as "openBefore",
      (select count(distinct g.client_id)::int from import_changes g
       join import_clients k on k.run_id = g.run_id and k.client_id = g.client_id
       where g.run_id = ${run.id} and k.differs = 'new') as "newClients"`,
  )
  const guard = guardReasons({
    mode: run.mode,
    asOf: run.asOf,
    counts,
    absent,
    openBefore,
    entitiesAbsent: absent > 0 ? await entitiesAbsent(db, run) : [],
    lastDay,
    illegibleRows,
  })
  return {
    source: run.mapping.source,
    mapping: run.mapping.name,
    asOf: run.asOf,
    mode: run.mode,
    counts,
    absent,
    openBefore,
    newClients,
    totals: await openTotals(db, run),
    unknownCollectors: await unknownCollectors(db, run, company),
    columnsAbsent,
    guard,
  }
}

function refusedRows(db: Db, run: ImportRun) {
  return rowOf<{ errors: number; illegibleRows: number }>(
    db,
    sql`select count(*)::int as errors, (count(*) filter (where number is null))::int as "illegibleRows"
        from import_rows where run_id = ${run.id} and result = 'error'`,
  )
}

/** Entities with open items of the source that no understood row of the file belongs to. */
async function entitiesAbsent(db: Db, run: ImportRun): Promise<(string | null)[]> {
  const rows = await rowsOf<{ entity: string | null }>(
    db,
    sql`select distinct entity from items
        where company_id = ${run.companyId} and source = ${run.mapping.source} and closed_on is null
        except select distinct entity from import_rows where run_id = ${run.id} and result = 'ok'
        order by 1`,
  )
  return rows.map(({ entity }) => entity)
}

/** The day the books show of the source: that of its last full import, or a later one of a delta since. */
async function lastDayOfBooks(db: Db, run: ImportRun): Promise<CalendarDay | null> {
  const { lastDay } = await rowOf<{ lastDay: CalendarDay | null }>(
    db,
    sql`with finished as (
          select mode, at, as_of from imports
          where company_id = ${run.companyId} and source = ${run.mapping.source} and state = 'done')
        select max(as_of)::text as "lastDay" from finished
        where at >= coalesce((select max(at) from finished where mode = 'full'), 0)`,
  )
  return lastDay
}

function openTotals(db: Db, run: ImportRun) {
  return rowsOf<{ currency: string; count: number; balanceMinor: number }>(
    db,
    sql`select currency, count(*)::int as count, sum(balance_minor)::bigint as "balanceMinor" from import_rows
        where run_id = ${run.id} and result = 'ok' and closed_on is null
        group by currency order by currency`,
  )
}

async function unknownCollectors(db: Db, run: ImportRun, company: Company): Promise<string[]> {
  const named = await rowsOf<{ collector: string }>(
    db,
    sql`select distinct collector from import_clients
        where run_id = ${run.id} and collector is not null order by collector`,
  )
  const find = collectorFinder(company)
  return named
    .map(({ collector }) => collector)
    .filter((collector) => find(collector) === null)
    .slice(0, NAMES_SHOWN)
}
