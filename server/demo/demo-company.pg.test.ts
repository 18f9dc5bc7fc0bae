import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { dayIn } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import { rowsOf } from '../db/rows.ts'
import { verifyChain } from '../journal/verify-chain.ts'
import { aServer } from '../testing/a-server.ts'
import { makeDemoCompany } from './make-demo-company.ts'

it('given the demo company, then all its people did was taken, and each day brought what is its own on that day', async () => {
  const { database, auth } = await aServer()
  await makeDemoCompany(database, auth, Date.parse('2026-11-22T09:00:00Z'))
  const company = sql`company_id = (select company_id from settings where data ->> 'name' = 'Maison Verdier' limit 1)`
  expect(
    await rowsOf(
      database.db,
      sql`select kind, data, outcome from entries
          where ${company} and outcome ->> 'type' in ('refused', 'parked', 'deferred')`,
    ),
  ).toEqual([])

  const brought = await rowsOf<{ kind: string; on: string; at: number }>(
    database.db,
    sql`select kind, data ->> 'on' as on, received_at::float8 as at from entries
        where ${company} and by = 'rule' and cause is null`,
  )
  expect(new Set(brought.map(({ kind }) => kind))).toEqual(
    new Set(['instalment.late', 'promise.broken', 'validation.forgotten']),
  )
  for (const { on, at } of brought) expect(dayIn('Europe/Paris', at)).toBe(on)

  const [found] = await rowsOf<{ id: string }>(
    database.db,
    sql`select company_id as id from settings where ${company} limit 1`,
  )
  const { id } = must(found, 'the company')
  const report = await database.transaction((tx) => verifyChain(tx, id, []), { snapshot: true })
  expect(report).toMatchObject({ breaks: [], erased: [], rows: report.head.number })
})
