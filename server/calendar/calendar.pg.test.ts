import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { Journal } from '../journal/journal.ts'
import { redecideDeferred } from '../journal/redecide.ts'
import { rowsOf } from '../db/rows.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { pull } from '../testing/read-pull.ts'
import { type CalendarJob, runCalendar } from './calendar.ts'
import { lapseParked } from './lapse-parked.ts'

const DAY = 86_400_000

const look = (company: TestCompany, jobs: CalendarJob[], now: number, failures: unknown[] = []) =>
  runCalendar(company, jobs, now, (error, _job, id) => void (id === company.id && failures.push(error)))

async function withSomethingParked() {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const ana = company.personOf('collector')
  const bob = company.personOf('creditManager')
  const { cursor, version, stamp } = await pull(
    company.database,
    { companyId: company.id, personId: ana },
    null,
    company.clock.now,
  )
  await company.push(bob, company.entry('client.assigned', bob, clientId, { collectorId: null }))
  const wish = company.entry(
    'contact.saved',
    ana,
    clientId,
    {
      contactId: crypto.randomUUID(),
      fields: { name: 'Frau Berg', role: null, email: null, phone: null },
      removed: false,
    },
    { seen: { version, stamp } },
  )
  const outcomes = await company.push(ana, wish)
  return { company, ana, wish, cursor, outcomes }
}

async function lapses({ id, database }: TestCompany) {
  return rowsOf(database.db, sql`select id from entries where company_id = ${id} and kind = 'parked.lapsed'`)
}

it('given a wish nobody decided, when a month has passed, then it lapses once, whoever looks and how often, and its author is told', async () => {
  const { company, ana, wish, cursor, outcomes } = await withSomethingParked()
  expect(outcomes).toEqual([{ type: 'parked', for: 'newOwner' }])
  const start = company.clock.now
  await look(company, [lapseParked], start + 29 * DAY)
  expect(await lapses(company)).toEqual([])

  company.clock.now = start + 33 * DAY
  const other = {
    id: company.id,
    database: company.database,
    journal: new Journal(company.database, company.ports),
  }
  const run = { companyId: company.id, today: '2026-12-25', doneFor: null, now: company.clock.now }
  await Promise.all([
    lapseParked.run(company, run),
    lapseParked.run(other, run),
    look(company, [lapseParked], company.clock.now),
  ])
  await lapseParked.run(other, { ...run, today: '2026-12-26' })
  expect(await lapses(company)).toHaveLength(1)
  const page = await pull(
    company.database,
    { companyId: company.id, personId: ana },
    cursor,
    company.clock.now,
  )
  expect(page.outcomes).toMatchObject([
    { entryId: wish.id, outcome: { type: 'refused', refusal: { type: 'lapsed' } } },
  ])
})

it('given a job, when the day has not turned, then it is not run again; one that fails is', async () => {
  const company = await aCompany(await testDatabase())
  const days: [string, string | null][] = []
  let broken = true
  const job: CalendarJob = {
    name: 'count',
    run: async (_parts, { companyId, today, doneFor }) => {
      if (companyId !== company.id) return
      if (broken) throw new Error('broken')
      days.push([today, doneFor])
    },
  }
  const failures: unknown[] = []
  // 23:30 in Paris is still the day before in UTC.
  const evening = Date.parse('2026-11-22T22:30:00Z')
  await look(company, [job], evening, failures)
  broken = false
  for (const hours of [0, 0.4, 0.6, 1, 72]) await look(company, [job], evening + hours * 3_600_000, failures)
  expect(failures).toHaveLength(1)
  expect(days).toEqual([
    ['2026-11-22', null],
    ['2026-11-23', '2026-11-22'],
    ['2026-11-25', '2026-11-23'],
  ])
})

it('given entries an earlier build could not read, when one that can starts, then they are decided in their order and their author is told', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId, itemIds } = await company.aClient()
  const ana = company.personOf('collector')
  const actionId = crypto.randomUUID()
  const opening = company.entry('action.opened', ana, clientId, {
    actionId,
    type: 'followUp',
    kind: 'dispute',
    name: 'Pallet 7',
    dueOn: '2026-11-22',
    ownerId: ana,
    resolverId: null,
    reasonId: null,
    on: '2026-11-22',
    itemIds: itemIds.slice(0, 1),
    move: false,
    comment: null,
  })
  const rename = company.entry('action.changed', ana, clientId, {
    actionId,
    fields: { name: 'Pallet 8' },
    comment: null,
  })
  const later = { ...opening, kind: 'action.opened.later' }
  expect(await company.push(ana, later, rename)).toEqual([{ type: 'deferred' }, { type: 'deferred' }])
  const now = company.clock.now
  expect(await redecideDeferred(company.database.db, company.journal, company.id, now)).toBe(0)

  await company.nextBuildReads(later.id, 'action.opened')
  expect(await redecideDeferred(company.database.db, company.journal, company.id, now)).toBe(2)
  expect(await redecideDeferred(company.database.db, company.journal, company.id, now)).toBe(0)
  expect(await company.push(ana, later, rename)).toEqual([{ type: 'applied' }, { type: 'applied' }])
  const names = await rowsOf(
    company.database.db,
    sql`select name from actions where company_id = ${company.id}`,
  )
  expect(names).toEqual([{ name: 'Pallet 8' }])
})

it('given an opening an earlier build could not read, when it is refused, then what was done in it is answered with it', async () => {
  const company = await aCompany(await testDatabase())
  const { clientId } = await company.aClient()
  const ana = company.personOf('collector')
  const actionId = crypto.randomUUID()
  const opening = company.entry('action.opened', ana, clientId, {
    actionId,
    type: 'followUp',
    kind: 'dispute',
    name: 'Pallet 7',
    dueOn: '2026-11-22',
    ownerId: 'nobody',
    resolverId: null,
    reasonId: null,
    on: '2026-11-22',
    itemIds: [],
    move: false,
    comment: null,
  })
  const rename = company.entry('action.changed', ana, clientId, {
    actionId,
    fields: { name: 'Pallet 8' },
    comment: null,
  })
  const later = { ...opening, kind: 'action.opened.later' }
  await company.push(ana, later, rename)
  await company.nextBuildReads(later.id, 'action.opened')
  const { database, journal, id, clock } = company
  expect(await redecideDeferred(database.db, journal, id, clock.now)).toBe(2)
  expect(await company.push(ana, later, rename)).toMatchObject([
    { type: 'refused', refusal: { type: 'personUnknown' } },
    { type: 'refused', refusal: { type: 'dependsOn', entryId: later.id } },
  ])
})
