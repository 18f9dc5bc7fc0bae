import { sql } from 'drizzle-orm'
import { rowsOf } from '../db/rows.ts'
import type { TestCompany } from './a-company.ts'

/** Keeps all rows of a company as they are; the returned function puts them back, and nothing else stays. */
export async function aBackup({
  database,
  id,
}: Pick<TestCompany, 'database' | 'id'>): Promise<() => Promise<void>> {
  const tables = await rowsOf<{ name: string; key: string }>(
    database.db,
    sql`select table_name as name, 'company_id' as key from information_schema.columns c
        join information_schema.tables using (table_schema, table_name)
        where table_schema = 'public' and column_name = 'company_id' and table_type = 'BASE TABLE'
        union all select 'companies', 'id'`,
  )
  const kept = await Promise.all(
    tables.map(async ({ name, key }) => {
      const [row] = await rowsOf<{ rows: unknown }>(
        database.db,
        sql`select coalesce(json_agg(t), '[]')::text as rows from ${sql.identifier(name)} t
            where ${sql.identifier(key)} = ${id}`,
      )
      return { name, key, rows: row?.rows }
    }),
  )
  return () =>
    database.transaction(async (tx) => {
      // The trigger that stamps versions is for those who write, not for who puts back.
      await tx.execute(sql`set local session_replication_role = replica`)
      for (const { name, key, rows } of kept) {
        const table = sql.identifier(name)
        await tx.execute(sql`delete from ${table} where ${sql.identifier(key)} = ${id}`)
        await tx.execute(
          sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${rows}::json)`,
        )
      }
    })
}
