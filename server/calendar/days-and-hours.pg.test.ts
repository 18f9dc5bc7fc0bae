import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { idFrom } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { ScenarioStep } from '#shared/dunning/scenario.ts'
import { rowsOf } from '../db/rows.ts'
import { loadCompany } from '../company/load-company.ts'
import { type TestCompany, aCompany } from '../testing/a-company.ts'
import { testDatabase } from '../testing/databases.ts'
import { followDay } from './calendar.ts'
import { prepareSteps } from './prepare-steps.ts'

const HOUR = 3_600_000

/** Hours a zone is ahead of UTC, and from when on it is so: as governments have them printed, not as a library has them. */
type Clock = { zone: string; ahead: number; from: readonly (readonly [string, number])[] }
const PARIS: Clock = {
  zone: 'Europe/Paris',
  ahead: 1,
  from: [
    ['2027-03-28T01:00Z', 2],
    ['2027-10-31T01:00Z', 1],
  ],
}
const NEW_YORK: Clock = {
  zone: 'America/New_York',
  ahead: -5,
  from: [
    ['2027-03-14T07:00Z', -4],
    ['2027-11-07T06:00Z', -5],
  ],
}
const APIA: Clock = { zone: 'Pacific/Apia', ahead: 13, from: [] }
const KOLKATA: Clock = { zone: 'Asia/Kolkata', ahead: 5.5, from: [] }

/** What the clock on the wall says at an instant. */
function onTheWall({ ahead, from }: Clock, instant: number): { day: CalendarDay; hour: number } {
  const [, now] = from.findLast(([since]) => Date.parse(since) <= instant) ?? ['', ahead]
  const wall = new Date(instant + now * HOUR)
  return { day: wall.toISOString().slice(0, 10), hour: wall.getUTCHours() }
}

/** A company whose scenario prepares a step each day between two hours, as long as somebody does the one of before. */
async function aCompanyThatPrepares(zone: string, step: Partial<ScenarioStep>): Promise<TestCompany> {
  const company = await aCompany(await testDatabase(), zone)
  const { settings } = await loadCompany(company.database.db, company.id)
  const standard = must(settings.get('scenario.standard'), 'the scenario')
  if (standard.kind !== 'scenario') throw new Error('no scenario')
  const [first] = standard.data.steps
  const steps = Array.from({ length: 8 }, (_, at) => ({
    ...must(first, 'a step'),
    key: `step-${at}`,
    days: 1,
    from: at === 0 ? ('dueDate' as const) : ('lastStep' as const),
    mode: 'automatic' as const,
    messageTemplateId: 'messageTemplate.reminder',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    ...step,
  }))
  const administrator = company.personOf('administrator')
  const setting = { ...standard, data: { ...standard.data, steps } }
  expect(
    await company.push(administrator, company.entry('setting.saved', administrator, null, { setting })),
  ).toEqual([{ type: 'applied' }])
  return company
}

type Prepared = { clientId: string; on: CalendarDay; step: number; at: number }

async function allPrepared({ database, id }: TestCompany): Promise<Prepared[]> {
  return rowsOf<Prepared>(
    database.db,
    sql`select subject_id as "clientId", data ->> 'on' as "on", (data ->> 'step')::int as step, at::float8 as at
        from entries where company_id = ${id} and kind = 'scenarioStep.prepared' and outcome ->> 'type' = 'applied'
        order by at, subject_id`,
  )
}

/** Somebody looks now and then, and the steps of one client are done as soon as they are there. */
async function live(company: TestCompany, looks: readonly number[], busy: string) {
  let done = (await allPrepared(company)).filter(({ clientId }) => clientId === busy).length
  const collector = company.personOf('collector')
  for (const now of looks) {
    company.clock.now = now
    await followDay(company, [job], company.id, now, (error) => {
      throw error
    })
    for (const { step, on } of (await allPrepared(company))
      .filter(({ clientId }) => clientId === busy)
      .slice(done)) {
      const leaderItemId = idFrom(busy, '0')
      const data = { leaderItemId, step, how: 'done' as const, on, movedTo: null, comment: null, call: null }
      const entry = company.entry('scenarioStep.done', collector, busy, data)
      expect(await company.push(collector, entry)).toEqual([{ type: 'applied' }])
      done += 1
    }
  }
}
const job = prepareSteps()

/** One a day for the client whose steps are done, the first for the other, in the first look of the day's hours. */
function expected(clock: Clock, looks: readonly number[], { from, to }: ScenarioStep['hours']) {
  const days: { on: CalendarDay; step: number; at: number }[] = []
  for (const at of looks) {
    const { day, hour } = onTheWall(clock, at)
    if (hour >= from && hour < to && days.at(-1)?.on !== day) days.push({ on: day, step: days.length, at })
  }
  return days
}

const everyHour = (from: string, hours: number, every = 1) =>
  Array.from({ length: Math.floor(hours / every) }, (_, at) => Date.parse(from) + at * every * HOUR)

const seen = async (company: TestCompany, clientId: string) =>
  (await allPrepared(company)).flatMap(({ clientId: of, ...one }) => (of === clientId ? [one] : []))

it.each([
  ['spring forward in Paris', PARIS, everyHour('2027-03-27T00:20Z', 60), { from: 1, to: 4 }],
  ['fall back in Paris', PARIS, everyHour('2027-10-30T00:20Z', 60), { from: 1, to: 4 }],
  ['spring forward in New York', NEW_YORK, everyHour('2027-03-13T09:20Z', 60), { from: 0, to: 24 }],
  ['fall back in New York', NEW_YORK, everyHour('2027-11-06T05:20Z', 60), { from: 1, to: 2 }],
  ['are a day ahead of UTC in Apia', APIA, everyHour('2027-02-27T00:20Z', 72, 3), { from: 0, to: 24 }],
  ['start at half past in Kolkata', KOLKATA, everyHour('2027-02-26T18:00Z', 60), { from: 0, to: 1 }],
])(
  'when the clocks %s, then a client has one step a day of the company, in its hours',
  async (_, clock, looks, hours) => {
    const company = await aCompanyThatPrepares(clock.zone, { hours })
    const busy = (await company.aClient({ items: [{}] })).clientId
    const idle = (await company.aClient({ items: [{}] })).clientId
    await live(company, looks, busy)
    const days = expected(clock, looks, hours)
    expect(days.length).toBeGreaterThanOrEqual(3)
    expect(await seen(company, busy)).toEqual(days)
    expect(await seen(company, idle)).toEqual(days.slice(0, 1))
  },
)

it('given hours that a change of clocks leaves out, then the step is prepared on the day after', async () => {
  const company = await aCompanyThatPrepares('Europe/Paris', { hours: { from: 2, to: 3 } })
  const { clientId } = await company.aClient({ items: [{}] })
  // From three in the night of the last day that has the hour.
  await live(company, everyHour('2027-03-27T02:20Z', 48), clientId)
  expect((await seen(company, clientId)).map(({ on }) => on)).toEqual(['2027-03-29'])
})

it('given days on which no server ran, around a change of clocks, then one step follows, and the next a day later', async () => {
  const company = await aCompanyThatPrepares('Europe/Paris', { hours: { from: 8, to: 18 } })
  const { clientId } = await company.aClient({ items: [{}] })
  await live(company, everyHour('2027-03-24T07:20Z', 2), clientId)
  await live(company, everyHour('2027-03-29T03:20Z', 24), clientId)
  await live(company, everyHour('2027-03-30T05:20Z', 6), clientId)
  expect((await seen(company, clientId)).map(({ on }) => on)).toEqual([
    '2027-03-24',
    '2027-03-29',
    '2027-03-30',
  ])
})

it('given a step that somebody moved to a day on which none falls, then it is prepared on that day', async () => {
  const company = await aCompanyThatPrepares('Europe/Paris', { weekdays: [1, 2, 3, 4, 5] })
  const { clientId } = await company.aClient({ items: [{}] })
  const collector = company.personOf('collector')
  const saturday = '2027-02-06'
  const leaderItemId = idFrom(clientId, '0')
  const data = { leaderItemId, step: 0, how: 'moved' as const, on: '2027-02-01', comment: null, call: null }
  company.clock.now = Date.parse('2027-02-01T09:00Z')
  expect(
    await company.push(
      collector,
      company.entry('scenarioStep.done', collector, clientId, { ...data, movedTo: saturday }),
    ),
  ).toEqual([{ type: 'applied' }])
  await live(company, everyHour('2027-02-04T09:20Z', 96, 6), clientId)
  expect((await seen(company, clientId)).map(({ on }) => on)).toEqual([saturday, '2027-02-08'])
})
