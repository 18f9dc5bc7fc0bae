import { sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import type { ImportRun } from './import-run.ts'

/**
 * What only all the rows together, or the books, can tell: which client a number already has, which rows repeat an
 * item, and which name an item that belongs to somebody else.
 */
export async function settleRows(db: Db, run: ImportRun, numberColumn: string): Promise<void> {
  const { id, companyId, asOf } = run
  await db.execute(sql`
    update import_rows r set client_id = c.id
    from clients c
    where r.run_id = ${id} and r.result = 'ok'
      and c.company_id = ${companyId} and c.number = r.client_number and c.id <> r.client_id`)

  await db.execute(sql`
    with repeated as (
      select line, first_line from (
        select line, min(line) over (partition by item_id) as first_line
        from import_rows where run_id = ${id} and result = 'ok') as numbered
      where line > first_line
    ), refused as (
      update import_rows r set result = 'error' from repeated d
      where r.run_id = ${id} and r.line = d.line
      returning r.line, r.number, d.first_line
    )
    insert into import_errors (run_id, line, n, "column", value, code, params)
    select ${id}::uuid, line, 0, ${numberColumn}, number, 'duplicate', jsonb_build_object('line', first_line::text)
    from refused`)

  await db.execute(sql`
    with refused as (
      update import_rows r set result = 'error' from items i
      where r.run_id = ${id} and r.result = 'ok'
        and i.company_id = ${companyId} and i.id = r.item_id and i.client_id <> r.client_id
      returning r.line, r.number, i.client_id
    )
    insert into import_errors (run_id, line, n, "column", value, code, params)
    select ${id}::uuid, f.line, 0, ${numberColumn}, f.number, 'otherClient', jsonb_build_object('client', c.number)
    from refused f join clients c on c.company_id = ${companyId} and c.id = f.client_id`)

  // A file that lists settled items without a date closes them on its own day; what was closed before stays so.
  await db.execute(sql`
    update import_rows r set closed_on = i.closed_on from items i
    where r.run_id = ${id} and r.result = 'ok' and r.closed_on = ${asOf}::date
      and i.company_id = ${companyId} and i.id = r.item_id and i.closed_on < ${asOf}::date`)
}
