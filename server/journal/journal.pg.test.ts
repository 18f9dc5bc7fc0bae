import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import { TODAY, type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'

const opening = (actionId: string, ownerId: string, resolverId: string | null = null) => ({
  actionId,
  type: 'followUp' as const,
  kind: 'dispute' as const,
  name: 'Price of pallet 7',
  dueOn: '2026-11-29',
  ownerId,
  resolverId,
  reasonId: null,
})

function requalify(
  company: TestCompany,
  clientId: string,
  itemIds: string[],
  actionId: string = randomUUID(),
) {
  const by = company.personOf('collector')
  return company.entry('items.requalified', by, clientId, {
    itemIds,
    on: TODAY,
    statusId: 'status.dispute',
    comment: 'the price is wrong',
    reasonId: null,
    disputedMinor: {},
    next: { mode: 'open', opening: opening(actionId, by, company.personOf('resolver')) },
  })
}

it('given two open invoices, when the collector requalifies them, then rows, history, figures and scope agree', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const actionId = randomUUID()
  const entry = requalify(company, clientId, itemIds.slice(0, 2), actionId)
  expect(await company.push(entry.by, entry)).toEqual([{ type: 'applied' }])

  const { db } = company.database
  const [figures] = await rowsOf<{ outstanding: number; disputed: number; count: number }>(
    db,
    sql`select outstanding_minor as outstanding, disputed_minor as disputed, disputed_count as count
        from figures where company_id = ${company.id}`,
  )
  expect(figures).toEqual({ outstanding: 60_000, disputed: 30_000, count: 2 })
  expect(await scopeDifference(company)).toEqual([])
  const held = await rowsOf<{ personId: string; kind: string }>(
    db,
    sql`select person_id as "personId", kind from scope where company_id = ${company.id} and file_id = ${actionId}`,
  )
  expect(held).toEqual([{ personId: company.personOf('resolver'), kind: 'case' }])
})

it('given an entry that was decided, when it is sent again, then its stored outcome comes back and nothing moves', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const entry = requalify(company, clientId, itemIds)
  const first = await company.push(entry.by, entry)
  const before = company.commits.length
  expect(await company.push(entry.by, entry)).toEqual(first)
  expect(company.commits.length).toBe(before)
})

it('given an item in an open case, when another case is opened with it, then it goes on in that case', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const actionId = randomUUID()
  const one = requalify(company, clientId, itemIds, actionId)
  const two = requalify(company, clientId, itemIds)
  expect(await company.push(one.by, one, two)).toEqual([
    { type: 'applied' },
    { type: 'applied', joined: actionId },
  ])
})

it('given a case, when accounting settles its item, then the item leaves by an entry of the rule', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient({ items: [{}] })
  const entry = requalify(company, clientId, itemIds)
  await company.push(entry.by, entry)
  await company.importRows(clientId, [], null, itemIds)
  const told = await rowsOf<{ kind: string; by: string }>(
    company.database.db,
    sql`select kind, by from history where company_id = ${company.id} order by number`,
  )
  expect(told.slice(-2)).toEqual([
    { kind: 'items.imported', by: 'accounting' },
    { kind: 'items.disassociated', by: 'rule' },
  ])
})

it('given somebody without the client, when they requalify, then the entry is refused and kept', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const by = company.personOf('sales')
  const entry = { ...requalify(company, clientId, itemIds), by }
  expect(await company.push(by, entry)).toEqual([{ type: 'refused', refusal: { type: 'notAllowed' } }])
})

it('given a client that was withdrawn, when earlier work arrives, then what adds is taken late and what changes is parked', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const by = company.personOf('collector')
  const seen = await company.seen()
  const manager = company.personOf('creditManager')
  await company.push(manager, company.entry('client.assigned', manager, clientId, { collectorId: null }))
  const comment = company.entry(
    'comment.written',
    by,
    clientId,
    { actionId: null, itemIds: [], text: 'they will pay', visibility: 'internal' },
    { seen },
  )
  const change = { ...requalify(company, clientId, itemIds), seen }
  expect(await company.push(by, comment, change)).toEqual([
    { type: 'applied', late: true },
    { type: 'parked', for: 'newOwner' },
  ])
})

it('given an undo of a requalification, then every row is as it was and the case is gone', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const entry = requalify(company, clientId, itemIds)
  await company.push(entry.by, entry)
  const undo = company.entry('entry.undone', entry.by, clientId, {
    entryId: entry.id,
    actionIds: [],
    itemIds: [],
  })
  expect(await company.push(entry.by, undo)).toEqual([{ type: 'applied' }])
  const [left] = await rowsOf<{ disputed: number; open: number }>(
    company.database.db,
    sql`select (select sum(disputed_minor) from figures where company_id = ${company.id}) as disputed,
               (select count(*) from actions where company_id = ${company.id} and not removed) as open`,
  )
  expect(left).toEqual({ disputed: 0, open: 0 })
  expect(await scopeDifference(company)).toEqual([])
})

it('given a script that writes a row without the journal, then the database refuses it', async () => {
  const company = await aCompany(await testDatabase())
  await company.aClient()
  await expect(
    company.database.db.execute(sql`update items set balance_minor = 0 where company_id = ${company.id}`),
  ).rejects.toThrow()
})

async function scopeDifference(company: TestCompany) {
  return rowsOf(
    company.database.db,
    sql`(select person_id, kind, file_id, reasons from scope where company_id = ${company.id} and out_version is null
         except select person_id, kind, file_id, reasons from scope_from_scratch where company_id = ${company.id})
        union all
        (select person_id, kind, file_id, reasons from scope_from_scratch where company_id = ${company.id}
         except select person_id, kind, file_id, reasons from scope where company_id = ${company.id} and out_version is null)`,
  )
}

it('given an action id of another client, when an action is opened with it, then the other stays and the entry alone is refused', async () => {
  const company = await aCompany(await testDatabase())
  const one = await company.aClient()
  const two = await company.aClient()
  const actionId = randomUUID()
  const first = requalify(company, one.clientId, one.itemIds, actionId)
  const stolen = requalify(company, two.clientId, two.itemIds, actionId)
  const honest = requalify(company, two.clientId, two.itemIds)
  await company.push(first.by, first)
  const outcomes = await company.push(first.by, stolen, honest)
  expect(outcomes.map((outcome) => outcome.type)).toEqual(['refused', 'applied'])
  const [kept] = await rowsOf<{ clientId: string }>(
    company.database.db,
    sql`select client_id as "clientId" from actions where company_id = ${company.id} and id = ${actionId}`,
  )
  expect(kept).toEqual({ clientId: one.clientId })
})
