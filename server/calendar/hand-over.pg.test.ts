import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rowsOf } from '../db/rows.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { type CalendarParts, runCalendar } from './calendar.ts'
import { handOver } from './hand-over.ts'

async function look(company: TestCompany, parts: CalendarParts = company) {
  const failures: unknown[] = []
  await runCalendar(parts, [handOver(2)], company.clock.now, (error, _job, id) => {
    if (id === company.id) failures.push(error)
  })
  return failures
}

/** A collector with clients, each with a case they own and resolve, and one that is only resolved by them. */
async function aCollectorWith(clients: number) {
  const company = await aCompany(await testDatabase())
  const [ana, sales, claire] = (['collector', 'sales', 'administrator'] as const).map(company.personOf)
  if (!ana || !sales || !claire) throw new Error('people')
  const opened = (clientId: string, itemIds: string[], ownerId: string) =>
    company.entry('action.opened', claire, clientId, {
      actionId: randomUUID(),
      type: 'followUp',
      kind: 'dispute',
      name: 'Pallet 7',
      dueOn: '2026-11-30',
      ownerId,
      resolverId: ana,
      reasonId: null,
      templateId: null,
      caseId: null,
      on: '2026-11-22',
      itemIds,
      move: false,
      comment: null,
    })
  for (let made = 0; made < clients; made++) {
    const { clientId, itemIds } = await company.aClient()
    await company.push(claire, opened(clientId, itemIds.slice(0, 1), ana))
  }
  const other = await company.aClient({ collectorId: claire })
  await company.push(claire, opened(other.clientId, other.itemIds.slice(0, 1), claire))
  const switched = (personId: string, successorId: string | null) =>
    company.push(claire, company.entry('person.deactivated', claire, null, { personId, successorId }))
  const back = (personId: string) =>
    company.push(claire, company.entry('person.reactivated', claire, null, { personId }))
  return { company, ana, sales, claire, switched, back }
}

/** How many client files and open cases name somebody. */
async function heldBy({ id, database: { db } }: TestCompany, personId: string) {
  const [row] = await rowsOf<{ files: number; owned: number; resolved: number }>(
    db,
    sql`select (select count(*)::int from clients where company_id = ${id} and collector_id = ${personId}) as files,
          (select count(*)::int from actions where company_id = ${id} and owner_id = ${personId}) as owned,
          (select count(*)::int from actions where company_id = ${id} and resolver_id = ${personId}) as resolved`,
  )
  return row
}

async function handedOver({ id, database: { db } }: TestCompany) {
  return rowsOf<{ kind: string; by: string }>(
    db,
    sql`select kind, by from history where company_id = ${id} and by = 'rule' order by number`,
  )
}

it('given a successor, when somebody leaves, then their files and open cases go there, once, and the history tells it', async () => {
  const { company, ana, sales, switched } = await aCollectorWith(3)
  expect(await switched(ana, sales)).toEqual([{ type: 'applied' }])
  expect(await heldBy(company, ana)).toEqual({ files: 3, owned: 3, resolved: 4 })
  expect(await look(company)).toEqual([])
  expect(await heldBy(company, ana)).toEqual({ files: 0, owned: 0, resolved: 0 })
  expect(await heldBy(company, sales)).toEqual({ files: 3, owned: 3, resolved: 4 })
  const told = await handedOver(company)
  expect(told.map(({ kind }) => kind).sort()).toEqual([
    ...Array.from({ length: 4 }, () => 'action.changed'),
    ...Array.from({ length: 3 }, () => 'client.assigned'),
  ])
  await look(company)
  expect(await handedOver(company)).toEqual(told)
})

it('given a run that is killed in the middle, when two instances begin again, then all has gone and nothing twice', async () => {
  const { company, ana, sales, switched } = await aCollectorWith(5)
  await switched(ana, sales)
  let taken = 0
  const killed: CalendarParts = {
    database: company.database,
    journal: {
      submit: (request) => {
        taken += 1
        return taken > 1 ? Promise.reject(new Error('killed')) : company.journal.submit(request)
      },
    },
  }
  expect(await look(company, killed)).toHaveLength(1)
  expect((await heldBy(company, ana))?.resolved).toBe(4)
  await Promise.all([look(company), look(company)])
  expect(await heldBy(company, ana)).toEqual({ files: 0, owned: 0, resolved: 0 })
  expect(await handedOver(company)).toHaveLength(5 + 6)
})

it('given a successor who leaves in turn, or nobody, or somebody who is back, then it goes to who is at work, or stays', async () => {
  const { company, ana, sales, claire, switched, back } = await aCollectorWith(1)
  await switched(ana, null)
  await look(company)
  expect((await heldBy(company, ana))?.files).toBe(1)
  await back(ana)
  await switched(ana, sales)
  await switched(sales, claire)
  await back(ana)
  await look(company)
  expect((await heldBy(company, ana))?.files).toBe(1)
  await switched(ana, company.personOf('creditManager'))
  await switched(company.personOf('creditManager'), claire)
  await look(company)
  expect((await heldBy(company, claire))?.files).toBe(2)
})

it('nobody succeeds who has left, may hold no clients, or is the one who leaves', async () => {
  const { company, ana, sales, claire, switched } = await aCollectorWith(1)
  await switched(sales, null)
  const refused = { type: 'refused', refusal: { type: 'invalid', field: 'data.successorId' } }
  for (const nobody of [sales, ana, company.personOf('guest'), company.personOf('resolver'), 'nobody'])
    expect(await switched(ana, nobody)).toMatchObject([refused])
  expect(await switched(ana, claire)).toEqual([{ type: 'applied' }])
})
