import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { ImportedRow } from '#shared/journal/kinds/items-imported.ts'
import { rowsOf } from '../db/rows.ts'
import { Journal } from '../journal/journal.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { runCalendar } from './calendar.ts'
import { wakeCasework } from './wake-casework.ts'

const at = (day: CalendarDay) => Date.parse(`${day}T05:00:00Z`)

async function aPlanOf(instalments: [dueOn: CalendarDay, amountMinor: number][]) {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const ana = company.personOf('collector')
  const [itemId] = itemIds
  const actionId = randomUUID()
  const planId = randomUUID()
  const opening: DataOf<'action.opened'> = {
    actionId,
    type: 'followUp',
    kind: 'instalmentPlan',
    name: 'Plan',
    dueOn: '2026-11-22',
    ownerId: ana,
    resolverId: null,
    reasonId: null,
    on: '2026-11-22',
    itemIds: [must(itemId, 'an item')],
    move: false,
    comment: null,
  }
  const plan: DataOf<'plan.made'> = {
    planId,
    actionId,
    currency: 'EUR',
    owedMinor: instalments.reduce((sum, [, minor]) => sum + minor, 0),
    feeMinor: 0,
    instalments: instalments.map(([dueOn, amountMinor]) => ({ id: randomUUID(), dueOn, amountMinor })),
    agreement: null,
    on: '2026-11-22',
  }
  const outcomes = await company.push(
    ana,
    company.entry('action.opened', ana, clientId, opening),
    company.entry('plan.made', ana, clientId, plan),
  )
  expect(outcomes).toEqual([{ type: 'applied' }, { type: 'applied' }])
  return { company, ana, clientId, actionId, planId, itemIds }
}

async function look(company: TestCompany, day: CalendarDay): Promise<void> {
  company.clock.now = Math.max(company.clock.now, at(day))
  await runCalendar(company, [wakeCasework], company.clock.now, (error) => {
    throw error
  })
}

function told({ id, database }: TestCompany) {
  return rowsOf<{ kind: string; on: string; came: string }>(
    database.db,
    sql`select e.kind, coalesce(e.data ->> 'on', '') as "on", e.outcome ->> 'type' as came from entries e
        where e.company_id = ${id} and e.by = 'rule' order by e.version, e.position`,
  )
}

async function stands({ id, database }: TestCompany, planId: string) {
  const [row] = await rowsOf<{
    state: string
    wakesOn: string | null
    dueOn: string
    closedOn: string | null
  }>(
    database.db,
    sql`select c.work ->> 'state' as state, c.wakes_on::text as "wakesOn", a.due_on::text as "dueOn",
               a.closed_on::text as "closedOn"
        from casework c join actions a on a.company_id = c.company_id and a.id = c.action_id
        where c.company_id = ${id} and c.id = ${planId}`,
  )
  return row
}

it('given a plan, when the grace days of an instalment are over, then it is told late once, on the day of the company', async () => {
  const { company, planId } = await aPlanOf([
    ['2026-11-22', 5_000],
    ['2026-12-22', 5_000],
  ])
  await look(company, '2026-11-25')
  expect(await told(company)).toEqual([])
  // 23:30 in Paris is still the 25th there, and 00:30 the 26th.
  company.clock.now = Date.parse('2026-11-25T23:30:00Z')
  await look(company, '2026-11-25')
  await look(company, '2026-11-27')
  expect(await told(company)).toEqual([{ kind: 'instalment.late', on: '2026-11-26', came: 'applied' }])
  expect(await stands(company, planId)).toEqual({
    state: 'offered',
    wakesOn: '2026-12-26',
    dueOn: '2026-11-26',
    closedOn: null,
  })
})

it('given days on which no server ran, when two instances look at once, then the days are caught up once, and the plan is broken', async () => {
  const { company, planId } = await aPlanOf([
    ['2026-11-22', 3_000],
    ['2026-12-22', 3_000],
    ['2027-01-22', 4_000],
  ])
  company.clock.now = at('2027-02-01')
  const day = { companyId: company.id, today: '2027-02-01', doneFor: null, now: company.clock.now }
  const other = { database: company.database, journal: new Journal(company.database, company.ports) }
  await Promise.all([wakeCasework.run(company, day), wakeCasework.run(other, day)])
  await wakeCasework.run(other, { ...day, today: '2027-02-02' })
  const entries = (await told(company)).filter(({ came }) => came === 'applied')
  expect(entries).toEqual([
    { kind: 'instalment.late', on: '2026-11-26', came: 'applied' },
    { kind: 'instalment.late', on: '2026-12-26', came: 'applied' },
    { kind: 'plan.broken', on: '2026-12-26', came: 'applied' },
    { kind: 'action.closed', on: '2026-12-26', came: 'applied' },
  ])
  expect(await stands(company, planId)).toMatchObject({
    state: 'broken',
    wakesOn: null,
    closedOn: '2026-12-26',
  })
})

it('given a promise and a payment that was seen, when their days are over, then the promise is broken and the payment missed', async () => {
  const { company, ana, clientId, actionId } = await aPlanOf([['2026-12-31', 10_000]])
  const promise: DataOf<'promise.made'> = {
    promiseId: randomUUID(),
    actionId,
    currency: 'EUR',
    amountMinor: 2_000,
    promisedOn: '2026-11-24',
    on: '2026-11-22',
  }
  const payment: DataOf<'payment.seen'> = {
    paymentId: randomUUID(),
    actionId,
    currency: 'EUR',
    amountMinor: 500,
    on: '2026-11-22',
    means: 'cheque',
    instalmentId: null,
    note: null,
  }
  await company.push(
    ana,
    company.entry('promise.made', ana, clientId, promise),
    company.entry('payment.seen', ana, clientId, payment),
  )
  await look(company, '2026-12-04')
  expect(await told(company)).toEqual([
    { kind: 'promise.broken', on: '2026-11-27', came: 'applied' },
    { kind: 'payment.missed', on: '2026-12-03', came: 'applied' },
  ])
  expect(
    await rowsOf(
      company.database.db,
      sql`select work ->> 'state' as state, wakes_on as "wakesOn" from casework
          where company_id = ${company.id} and id in (${promise.promiseId}, ${payment.paymentId}) order by 1`,
    ),
  ).toEqual([
    { state: 'broken', wakesOn: null },
    { state: 'seen', wakesOn: null },
  ])
})

it('given an import that pays, when it comes before the day, then the plan is kept and nothing wakes', async () => {
  const { company, clientId, planId, itemIds } = await aPlanOf([['2026-12-01', 10_000]])
  const paid: ImportedRow = {
    id: must(itemIds[0], 'the item of the case'),
    number: 'F1',
    kind: 'invoice',
    entity: null,
    currency: 'EUR',
    amountMinor: 10_000,
    balanceMinor: 0,
    issuedOn: '2026-09-01',
    dueOn: '2026-10-01',
    closedOn: '2026-11-22',
    sourceStatus: null,
    statusId: null,
  }
  await company.importRows(clientId, [paid])
  expect(await stands(company, planId)).toMatchObject({
    state: 'kept',
    wakesOn: null,
    closedOn: '2026-11-22',
  })
  await look(company, '2027-01-15')
  expect((await told(company)).map(({ kind }) => kind)).toEqual([
    'plan.kept',
    'action.closed',
    'items.disassociated',
  ])
})
