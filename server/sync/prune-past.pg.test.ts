import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rowOf } from '../db/rows.ts'
import { aCaseOf } from '../testing/a-case.ts'
import { aCompany } from '../testing/a-company.ts'
import { aDevice } from '../testing/a-device.ts'
import { testDatabase } from '../testing/databases.ts'
import { prunePast } from './prune-past.ts'

const DAY = 86_400_000

it('given what left 90 days ago, then it is forgotten, and only an older cursor begins anew', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const [collector, manager] = [company.personOf('collector'), company.personOf('creditManager')]
  const [old, fresh] = [aDevice(company, collector), aDevice(company, collector)]
  await old.sync()
  const actionId = randomUUID()
  const assign = (collectorId: string | null) =>
    company.push(manager, company.entry('client.assigned', manager, clientId, { collectorId, salesId: null }))
  await company.push(manager, aCaseOf(company, clientId, itemIds, actionId, company.personOf('resolver')))
  await company.push(
    manager,
    company.entry('items.disassociated', manager, clientId, {
      actionId,
      itemIds: itemIds.slice(0, 1),
      because: 'byMistake',
      on: '2026-11-22',
    }),
  )
  await assign(null)
  await fresh.sync()
  const past = () =>
    rowOf<{ scope: number; departures: number }>(
      company.database.db,
      sql`select (select count(*) from scope where company_id = ${company.id} and out_version is not null)::int as scope,
                 (select count(*) from departures where company_id = ${company.id})::int as departures`,
    )
  await prunePast(company.database, company.clock.now + 89 * DAY)
  expect(await past()).toMatchObject({ departures: 2 })
  await prunePast(company.database, company.clock.now + 91 * DAY)
  expect(await past()).toEqual({ scope: 0, departures: 0 })

  expect((await fresh.sync()).wasReset).toBe(false)
  expect((await old.sync()).wasReset).toBe(true)
  expect([...old.files.keys()]).toEqual([...fresh.files.keys()])
  await assign(collector)
  expect((await fresh.sync()).wasReset).toBe(false)
  expect(fresh.files.size).toBeGreaterThan(0)
})
