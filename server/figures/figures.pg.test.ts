import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { currencyDigits } from '#shared/base/amount.ts'
import { must } from '#shared/base/must.ts'
import { figuresInCompanyCurrency } from '#shared/figures/client-figures.ts'
import { CLIENT_ID } from '#shared/testing/a-client-file.ts'
import { anyEntries } from '#shared/testing/any-entries.ts'
import { loadCompany } from '../company/load-company.ts'
import { rowOf } from '../db/rows.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { TODAY, type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { bringBusyClient, work } from '../testing/random-work.ts'
import { figuresFromScratch, figuresKept } from './recompute.ts'

it('after any work of people and books, the figures kept are the figures counted by plain SQL', async () => {
  const law = fc.asyncProperty(anyEntries(8, 16), async (entries) => {
    const company = await aCompany(await testDatabase())
    await bringBusyClient(company)
    await work(company, entries)
    const { db } = company.database
    const scratch = await figuresFromScratch(db, company.id)
    expect(scratch.length).toBeGreaterThan(0)
    expect(await figuresKept(db, company.id)).toEqual(scratch)
    await sameInCompanyCurrency(company)
  })
  await fc.assert(law, { numRuns: 5, endOnFailure: true })
}, 120_000)

it('a figure that was tampered with shows', async () => {
  const company = await aCompany(await testDatabase())
  await company.aClient()
  const { db } = company.database
  expect(await figuresKept(db, company.id)).toEqual(await figuresFromScratch(db, company.id))
  await company.database.transaction(async (tx) => {
    await tx.execute(sql`select set_config('suivi.version', '99', true)`)
    await tx.execute(sql`update figures set disputed_minor = 1 where company_id = ${company.id}`)
  })
  expect(await figuresKept(db, company.id)).not.toEqual(await figuresFromScratch(db, company.id))
})

/** Converted item by item, half to even, by numeric SQL and by the shared function. */
async function sameInCompanyCurrency({ id, database: { db } }: TestCompany): Promise<void> {
  const company = await loadCompany(db, id)
  const file = must((await loadFiles(db, id, [CLIENT_ID])).get(CLIENT_ID), 'the client').file
  const digits = JSON.stringify(
    Object.fromEntries(['EUR', 'USD', 'JPY', 'KWD'].map((code) => [code, currencyDigits(code)])),
  )
  const counted = await rowOf<object>(
    db,
    sql`with rated as (
          select i.balance_minor, i.currency,
                 coalesce(s.data ->> 'category' = 'dispute', false) as disputed,
                 greatest(0, least(coalesce(i.disputed_minor, i.balance_minor), i.balance_minor)) as part,
                 case when i.currency = 'EUR' then 1::numeric else
                   (select (r.data ->> 'rate')::numeric from settings r
                    where r.company_id = i.company_id and r.kind = 'exchangeRate' and r.data ->> 'from' = i.currency
                      and r.data ->> 'day' <= ${TODAY} order by r.data ->> 'day' desc limit 1)
                   * power(10::numeric, 2 - (${digits}::jsonb ->> i.currency)::int) end as factor
          from items i
          left join settings s on s.company_id = i.company_id and s.id = i.status_id and s.kind = 'status'
          where i.company_id = ${id} and i.closed_on is null
        ), exact as (
          select balance_minor * factor as x, case when disputed then part * factor else 0 end as d, currency, factor
          from rated
        )
        select coalesce(sum(case when abs(x - trunc(x)) = 0.5 then 2 * round(x / 2) else round(x) end), 0)::int8 as "outstandingMinor",
               coalesce(sum(case when abs(d - trunc(d)) = 0.5 then 2 * round(d / 2) else round(d) end), 0)::int8 as "disputedMinor",
               (select coalesce(jsonb_agg(distinct currency), '[]') from exact where factor is null) as unconverted
        from exact`,
  )
  const { converted, unconverted } = figuresInCompanyCurrency(file.items, company, TODAY)
  const { outstandingMinor, disputedMinor } = converted
  expect({ outstandingMinor, disputedMinor, unconverted }).toEqual(counted)
}
