import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import { nextStep } from '#shared/dunning/next-step.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { rowsOf } from '../db/rows.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { loadCompany } from '../company/load-company.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { testDatabase } from '../testing/databases.ts'
import { type CalendarParts, runCalendar } from './calendar.ts'
import { prepareSteps } from './prepare-steps.ts'

const at = (day: CalendarDay, hour = 9) => Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)

/** Clients whose standard scenario is prepared by itself, on working days between 8 and 18. */
async function clientsOf(n: number): Promise<TestCompany> {
  const company = await aCompany(await testDatabase())
  for (let index = 0; index < n; index++) await company.aClient()
  const scenario = must(
    (await loadCompany(company.database.db, company.id)).settings.get('scenario.standard'),
    'the scenario',
  )
  if (scenario.kind !== 'scenario') throw new Error('no scenario')
  const steps = scenario.data.steps.map((step) => ({
    ...step,
    mode: 'automatic' as const,
    messageTemplateId: 'messageTemplate.reminder',
    weekdays: [1, 2, 3, 4, 5],
    hours: { from: 8, to: 18 },
  }))
  const administrator = company.personOf('administrator')
  const setting = { ...scenario, data: { ...scenario.data, steps } }
  const entry = company.entry('setting.saved', administrator, null, { setting })
  expect(await company.push(administrator, entry)).toEqual([{ type: 'applied' }])
  return company
}

async function look(company: TestCompany, now: number, parts: CalendarParts = company, clientsAtOnce = 2) {
  company.clock.now = Math.max(company.clock.now, now)
  const failures: unknown[] = []
  await runCalendar(parts, [prepareSteps(clientsAtOnce)], company.clock.now, (error, _job, id) => {
    if (id === company.id) failures.push(error)
  })
  return failures
}

async function prepared({ database, id }: TestCompany): Promise<number> {
  const [row] = await rowsOf<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from history where company_id = ${id} and kind = 'scenarioStep.prepared'`,
  )
  return row?.n ?? 0
}

it('given steps that are due, when the days are followed, then each client is prepared one, once, in its hours', async () => {
  const company = await clientsOf(3)
  await look(company, at('2026-12-07', 5))
  expect(await prepared(company)).toBe(0)
  await look(company, at('2026-12-07'))
  expect(await prepared(company)).toBe(3)
  await look(company, at('2026-12-07', 10))
  await look(company, at('2026-12-20'))
  await look(company, at('2027-02-01'))
  expect(await prepared(company)).toBe(3)
})

it('given a run that is killed in the middle, when two instances begin again, then nobody is left out or prepared twice', async () => {
  const company = await clientsOf(5)
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
  expect(await look(company, at('2026-12-07'), killed)).toHaveLength(1)
  expect(await prepared(company)).toBe(2)
  await Promise.all([look(company, at('2026-12-07')), look(company, at('2026-12-07'))])
  expect(await prepared(company)).toBe(5)
})

it('given many clients, when they are gone through, then whoever asks for something meanwhile comes in between', async () => {
  const company = await clientsOf(5)
  const hadTheirTurn: boolean[] = []
  let hasTurned = true
  const watched: CalendarParts = {
    database: company.database,
    journal: {
      submit: (request) => {
        hadTheirTurn.push(hasTurned)
        hasTurned = false
        setImmediate(() => (hasTurned = true))
        return company.journal.submit(request)
      },
    },
  }
  expect(await look(company, at('2026-12-07'), watched)).toEqual([])
  expect(hadTheirTurn).toEqual([true, true, true])
})

it('given clients whose items fall due one after another, each is looked at no later than its first step is due', async () => {
  const company = await clientsOf(0)
  const dues: CalendarDay[] = [
    '2026-11-02',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2027-03-01',
  ]
  for (const dueOn of dues) await company.aClient({ items: [{ dueOn }] })
  const { db } = company.database
  for (const [day, seen] of [
    ['2026-12-07', 4],
    ['2026-12-08', 5],
    ['2027-03-05', 5],
    ['2027-03-08', 6],
  ] as const) {
    await look(company, at(day))
    const rules = await loadCompany(db, company.id)
    const ids = await rowsOf<{ id: string }>(db, sql`select id from clients where company_id = ${company.id}`)
    const files = await loadFiles(
      db,
      company.id,
      ids.map(({ id }) => id),
    )
    const isLeft = [...files.values()].filter(({ file }) => {
      const next = nextStep(file, rules)
      return next && next.preparedOn === null && next.dueOn <= day
    })
    expect([day, isLeft.length, await prepared(company)]).toEqual([day, 0, seen])
  }
})
