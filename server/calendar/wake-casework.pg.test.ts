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
import { followRules } from './follow-rules.ts'
import { freeStranded } from './free-stranded.ts'
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

async function look(company: TestCompany, day: CalendarDay, jobs = [wakeCasework]): Promise<void> {
  company.clock.now = Math.max(company.clock.now, at(day))
  await runCalendar(company, jobs, company.clock.now, (error, _job, id) => {
    if (id === company.id) throw error
  })
}

/** The company changes its rule of plans, as the administrator's screen does. */
async function withGraceOf(company: TestCompany, graceDays: number, more: object = {}): Promise<void> {
  const by = company.personOf('administrator')
  const data = { graceDays, brokenAfter: 2, brokenThen: 'scenario', seenCountsDays: 10, ...more } as const
  const setting = { id: 'planRule', kind: 'planRule', data, removed: false, version: 0 } as const
  expect(await company.push(by, company.entry('setting.saved', by, null, { setting }))).toEqual([
    { type: 'applied' },
  ])
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

it('given a server that dies in the middle of catching up, when the next one looks, then it goes on where that stopped', async () => {
  const { company, planId } = await aPlanOf([
    ['2026-11-22', 3_000],
    ['2026-12-22', 3_000],
    ['2027-01-22', 4_000],
  ])
  let left = 1
  const dying = {
    database: company.database,
    journal: {
      submit: (...request: Parameters<Journal['submit']>) => {
        if (left-- === 0) throw new Error('the power is gone')
        return company.journal.submit(...request)
      },
    },
  }
  company.clock.now = at('2027-02-01')
  const failures: string[] = []
  await runCalendar(dying, [wakeCasework], company.clock.now, (_error, job, id) => {
    if (id === company.id) failures.push(job)
  })
  expect(failures).toEqual(['casework.wakes'])
  expect((await told(company)).map(({ on }) => on)).toEqual(['2026-11-26'])
  await look(company, '2027-02-01')
  await look(company, '2027-02-01')
  expect((await told(company)).map(({ kind, on }) => `${kind} ${on}`)).toEqual([
    'instalment.late 2026-11-26',
    'instalment.late 2026-12-26',
    'plan.broken 2026-12-26',
    'action.closed 2026-12-26',
  ])
  expect(await stands(company, planId)).toMatchObject({ state: 'broken' })
})

it('given a change of clocks, then each day of the company comes once', async () => {
  const { company } = await aPlanOf([
    ['2027-03-24', 5_000],
    ['2027-03-25', 3_000],
    ['2027-10-27', 2_000],
  ])
  await withGraceOf(company, 3, { brokenAfter: 12 })
  // On 28 March 2027 two o'clock is three in Paris, on 31 October three is two again.
  for (const from of ['2027-03-27T21:30:00Z', '2027-10-30T20:30:00Z'])
    for (const hours of [0, 1, 2, 3, 4, 25, 26]) {
      company.clock.now = Date.parse(from) + hours * 3_600_000
      await look(company, '2026-11-22', [followRules, wakeCasework])
    }
  expect((await told(company)).filter(({ came }) => came === 'applied').map(({ on }) => on)).toEqual([
    '2027-03-28',
    '2027-03-29',
    '2027-10-31',
  ])
})

it('given plans that run, when the company shortens its grace days, then they follow the same day, and again when it goes back', async () => {
  const { company, planId } = await aPlanOf([
    ['2026-11-22', 5_000],
    ['2026-12-22', 5_000],
  ])
  const jobs = [followRules, wakeCasework]
  await withGraceOf(company, 10)
  await look(company, '2026-11-24', jobs)
  expect(await stands(company, planId)).toMatchObject({ wakesOn: '2026-12-03' })
  await withGraceOf(company, 20)
  await look(company, '2026-11-24', jobs)
  expect(await stands(company, planId)).toMatchObject({ wakesOn: '2026-12-13' })
  await withGraceOf(company, 10)
  await look(company, '2026-11-24', jobs)
  expect(await stands(company, planId)).toMatchObject({ wakesOn: '2026-12-03' })
  await withGraceOf(company, 0)
  await look(company, '2026-11-24', jobs)
  await look(company, '2026-11-24', jobs)
  expect((await told(company)).filter(({ came }) => came === 'applied')).toEqual([
    { kind: 'instalment.late', on: '2026-11-24', came: 'applied' },
  ])
  expect(await stands(company, planId)).toMatchObject({ wakesOn: '2026-12-23', dueOn: '2026-11-24' })
  const before = (await told(company)).length
  await look(company, '2026-11-25', jobs)
  expect(await told(company)).toHaveLength(before)
})

it('given a question to somebody who leaves, when the calendar looks, then others are asked in their stead the same day', async () => {
  const { company, ana, clientId, actionId } = await aPlanOf([['2026-12-31', 10_000]])
  const validationId = randomUUID()
  const asked = company.personOf('departmentUser')
  const question: DataOf<'validation.asked'> = {
    validationId,
    actionId,
    question: 'May they pay later?',
    aboutId: null,
    amountMinor: null,
    currency: null,
    dueOn: '2026-12-20',
    levels: [{ asked: [{ type: 'person', id: asked }], needs: 'one' }],
    on: '2026-11-22',
  }
  await company.push(ana, company.entry('validation.asked', ana, clientId, question))
  const jobs = [freeStranded, wakeCasework]
  await look(company, '2026-11-22', jobs)
  expect(await told(company)).toEqual([])
  const by = company.personOf('administrator')
  await company.push(
    by,
    company.entry('person.deactivated', by, null, { personId: asked, successorId: null }),
  )
  await look(company, '2026-11-22', jobs)
  await look(company, '2026-11-23', jobs)
  expect(await told(company)).toEqual([{ kind: 'validation.late', on: '2026-11-22', came: 'applied' }])
  const [row] = await rowsOf<{ escalated: unknown }>(
    company.database.db,
    sql`select work -> 'levels' -> 0 -> 'escalated' as escalated from casework
        where company_id = ${company.id} and id = ${validationId}`,
  )
  expect(row?.escalated).toEqual([{ type: 'role', id: 'creditManager' }])
})
