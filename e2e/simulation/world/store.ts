import { sql } from 'drizzle-orm'
import { createCompanyInStore } from '../../../server/company/create-company.ts'
import { savePeople } from '../../../server/company/people-store.ts'
import type { Database } from '../../../server/db/open.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { MORE_SETTINGS, PEOPLE } from './company.ts'

/** The tables of the product, as far as a run fills them. */
async function tablesOf({ db }: Database): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db,
    sql`select c.table_name as name from information_schema.columns c
        join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'company_id' and t.table_type = 'BASE TABLE'
        order by 1`,
  )
  return ['companies', ...rows.map(({ name }) => name)]
}

/** Empties the store and makes the company of a run in it. */
export async function freshCompany(
  database: Database,
  id: string,
  ports: { now: () => number; stamp: () => string },
): Promise<void> {
  const tables = await tablesOf(database)
  await database.db.execute(sql.raw(`truncate ${tables.join(', ')}`))
  const company = {
    id,
    name: 'Simulation',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    settings: [...MORE_SETTINGS],
  }
  await createCompanyInStore(database, company, ports)
  await savePeople(database, id, PEOPLE, ports)
}

export type Backup = ReadonlyMap<string, string>

/** All rows, as a dump holds them. */
export async function backUp(database: Database): Promise<Backup> {
  const backup = new Map<string, string>()
  for (const table of await tablesOf(database)) {
    const [row] = await rowsOf<{ rows: string | null }>(
      database.db,
      sql.raw(`select json_agg(t)::text as rows from ${table} t`),
    )
    backup.set(table, row?.rows ?? '[]')
  }
  return backup
}

/** Puts the rows back as they were; triggers are off, as in any restore. */
export async function restore(database: Database, backup: Backup): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql.raw(`truncate ${[...backup.keys()].join(', ')}`))
    for (const [table, rows] of backup)
      await tx.execute(
        sql`insert into ${sql.raw(table)} select * from json_populate_recordset(null::${sql.raw(table)}, ${rows}::json)`,
      )
  })
}
