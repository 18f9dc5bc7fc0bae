import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testDatabase } from '../testing/databases.ts'
import { rowsOf } from './rows.ts'

it('on Postgres a statement of fixed text is prepared once a connection, one with a list never', async () => {
  const { kind, transaction } = await testDatabase()
  const texts = await transaction(async (tx) => {
    for (const number of [1, 2])
      await tx.execute(sql`select ${number}::int + 41 as "fixed" where ${number}::int in ${[1, 2]}`)
    for (const number of [1, 2]) await tx.execute(sql`select ${number}::int + 42 as "fixed"`)
    return rowsOf<{ statement: string }>(
      tx,
      sql`select statement from pg_prepared_statements where statement like '%as "fixed"%'`,
    )
  })
  expect(texts).toEqual(kind === 'postgres' ? [{ statement: 'select $1::int + 42 as "fixed"' }] : [])
})
