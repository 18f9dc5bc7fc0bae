import fc from 'fast-check'
import { expect, it } from 'vitest'
import { agendaRowsOf } from '../agenda/agenda-row.ts'
import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { Scenario, Setting } from '../company/settings.ts'
import { RULE } from '../journal/entry.ts'
import { aClientFile, aCompany, anInvoice, idOf } from '../testing/a-client-file.ts'
import { Desk } from '../testing/desk.ts'
import { aRowOf, aStepDone, anEntry, books, open, requalify } from '../testing/entries.ts'
import { itemsInScenario } from './exclusion.ts'
import { previewOf } from './preview.ts'
import { nextStep } from './next-step.ts'
import { EVERY_DAY, PLAIN_STEP } from './scenario.ts'

/**
 * The life of a client, day after day, beside a second computation of what is due that knows nothing of the rows: it is
 * written from the rule alone – the oldest item that is in drives, each item is at its own step, what comes back waits for
 * its grace time, no two steps fall on one day, a person's word on a day holds – and looks through the days one by one.
 */

const FIRST_DAY = '2026-10-01'
const NUMBERS = ['F1', 'F2', 'F3'] as const
type Number = (typeof NUMBERS)[number]
type Step = { days: number; from: 'dueDate' | 'lastStep'; weekdays: number[]; minMinor: number }

type Told = {
  due: CalendarDay
  isOpen: boolean
  caseName: string | null
  isOut: boolean
  step: number
  backOn: CalendarDay | null
}
type Life = {
  items: Map<Number, Told>
  lastOn: CalendarDay | null
  /** Whose step it was that was last done, prepared or moved, and the day somebody moved it to. */
  drivenBy: Number | null
  movedTo: CalendarDay | null
}

const BALANCE = 10_000
const FORESEEN_DAYS = 30
const weekday = (day: CalendarDay) => new Date(`${day}T12:00:00Z`).getUTCDay() || 7

function inScenario(life: Life): Number[] {
  return NUMBERS.filter((number) => {
    const item = life.items.get(number)
    return item && item.isOpen && item.caseName === null && !item.isOut
  })
}

/** Whose step is next, and the first day on which it may be done. */
function naive(life: Life, steps: readonly Step[], graceDays: number) {
  const numbers = inScenario(life)
  const dueOf = (number: Number) => life.items.get(number)?.due ?? ''
  const [leader] = numbers.sort((a, b) => (dueOf(a) + idOf(a) < dueOf(b) + idOf(b) ? -1 : 1))
  const item = leader && life.items.get(leader)
  const step = item && steps[item.step]
  if (!leader || !item || !step || numbers.length * BALANCE < step.minMinor) return null
  const moved = life.drivenBy === leader ? life.movedTo : null
  const restsUntil = item.backOn && addDays(item.backOn, graceDays)
  const base = step.from === 'lastStep' && life.lastOn ? life.lastOn : item.due
  const earliest = addDays(base, step.days)
  const isAllowed = (day: CalendarDay) => {
    if (restsUntil && day < restsUntil) return false
    if (moved && day === moved) return true
    if (moved && day < moved) return false
    if (!step.weekdays.includes(weekday(day))) return false
    if (moved) return true
    return day >= earliest && (life.lastOn === null || day > life.lastOn)
  }
  let day = addDays(FIRST_DAY, -60)
  while (!isAllowed(day)) day = addDays(day, 1)
  return { leader, step: item.step, day }
}

type Deed =
  | { what: 'done' | 'skipped'; next: number | null }
  | { what: 'moved'; next: number }
  | { what: 'prepared' }
  | { what: 'opened' | 'taken out' | 'resolved' | 'out' | 'in' | 'paid'; number: Number }

const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    what: fc.constantFrom('done', 'skipped'),
    next: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 4 }),
  }),
  fc.record({ what: fc.constant('moved' as const), next: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ what: fc.constant('prepared' as const) }),
  fc.record({
    what: fc.constantFrom('opened', 'taken out', 'resolved', 'out', 'in', 'paid'),
    number: fc.constantFrom(...NUMBERS),
  }),
)

const someSteps = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 12 }),
      from: fc.constantFrom('dueDate' as const, 'lastStep' as const),
      weekdays: fc.subarray(EVERY_DAY, { minLength: 1 }),
      minMinor: fc.constantFrom(0, 0, 0, 2 * BALANCE),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map(([first, ...more]) => (first ? [{ ...first, from: 'dueDate' as const }, ...more] : []))

const ONGOING = aCompany().settings.get('status.ongoing')
if (ONGOING?.kind !== 'status') throw new Error('the status is gone')
/** Keeps what has it out of the scenario. */
const OUT: Setting = {
  ...ONGOING,
  id: 'status.out',
  data: { ...ONGOING.data, key: 'out', scenario: 'leaves' },
}

it('whatever happens in the life of a client, what is due on a day is what an independent walk through the days finds', () => {
  fc.assert(
    fc.property(
      someSteps,
      fc.integer({ min: 0, max: 10 }),
      fc.tuple(fc.nat(25), fc.nat(25), fc.nat(25)),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), aDeed), { maxLength: 25 }),
      (steps, graceDays, dues, deeds) => {
        const world = aWorld(steps, graceDays, dues)
        let day: CalendarDay = FIRST_DAY
        for (const [wait, deed] of deeds) {
          for (let passed = 0; passed < wait; passed++) {
            world.agreesOn(day)
            day = addDays(day, 1)
          }
          world.does(deed, day)
          world.agreesOn(day)
        }
        world.foresees(day)
      },
    ),
    { numRuns: 500 },
  )
})

function aWorld(steps: readonly Step[], graceDays: number, dues: readonly number[]) {
  const scenario: Scenario = {
    id: 'scenario.x',
    kind: 'scenario',
    removed: false,
    version: 1,
    data: {
      key: 'x',
      name: { en: 'X' },
      graceDays,
      active: true,
      isDefault: false,
      steps: steps.map((step, at) => ({
        ...PLAIN_STEP,
        key: `s${at}`,
        type: 'letter',
        mode: 'confirmed',
        messageTemplateId: 'messageTemplate.reminder',
        name: { en: `Step ${at}` },
        ...step,
      })),
    },
  }
  const company = aCompany({ settings: [scenario, OUT] })
  const life: Life = { items: new Map(), lastOn: null, drivenBy: null, movedTo: null }
  const items = NUMBERS.map((number, at) => {
    const due = addDays(FIRST_DAY, (dues[at] ?? 0) - 15)
    life.items.set(number, { due, isOpen: true, caseName: null, isOut: false, step: 0, backOn: null })
    return anInvoice(number, { dueOn: due, balanceMinor: BALANCE })
  })
  // Older than all of them, and never asked for.
  const credit = anInvoice('C1', { kind: 'creditNote', dueOn: '2026-08-01', balanceMinor: -BALANCE })
  const desk = new Desk(
    aClientFile({ client: { ownScenarioId: scenario.id }, items: [credit, ...items] }),
    company,
  )
  let turn = 0

  function does(deed: Deed, on: CalendarDay) {
    turn += 1
    const at = Date.parse(`${on}T09:00:00Z`) + turn
    const told = 'number' in deed ? life.items.get(deed.number) : undefined
    const next = naive(life, steps, graceDays)
    const leading = next && life.items.get(next.leader)
    switch (deed.what) {
      case 'done':
      case 'skipped':
      case 'moved': {
        if (!next || !leading) return
        const movedTo = deed.next === null ? null : addDays(on, deed.next)
        const comment = deed.what === 'skipped' ? 'They are known to pay' : null
        desk.decide(aStepDone(next.leader, next.step, { how: deed.what, on, movedTo, comment }, { at }))
        leading.backOn = null
        life.drivenBy = next.leader
        life.movedTo = movedTo
        if (deed.what === 'moved') return
        leading.step += 1
        life.lastOn = on
        return
      }
      case 'prepared': {
        if (!next || next.day > on) return
        const data = { leaderItemId: idOf(next.leader), step: next.step, on }
        desk.decide(anEntry('scenarioStep.prepared', data, { by: RULE, at }))
        if (life.drivenBy !== next.leader) life.movedTo = null
        life.drivenBy = next.leader
        return
      }
      case 'opened':
        if (!told || told.caseName !== null || !told.isOpen) return
        told.caseName = `case ${turn}`
        desk.decide(open(told.caseName, [deed.number], { on, dueOn: addDays(on, 7) }, { at }))
        return
      case 'taken out':
      case 'resolved': {
        if (!told || told.caseName === null) return
        const because = deed.what === 'resolved' ? ('resolved' as const) : ('byMistake' as const)
        const data = { actionId: idOf(told.caseName), itemIds: [idOf(deed.number)], because, on }
        desk.decide(anEntry('items.disassociated', data, { at }))
        told.caseName = null
        told.backOn = on
        return
      }
      case 'out':
      case 'in':
        if (!told || !told.isOpen || told.caseName !== null || told.isOut === (deed.what === 'out')) return
        told.isOut = deed.what === 'out'
        if (!told.isOut) told.backOn = on
        desk.decide(
          requalify([deed.number], { on, statusId: told.isOut ? 'status.out' : 'status.ongoing' }, { at }),
        )
        return
      case 'paid':
        if (!told || !told.isOpen) return
        told.isOpen = false
        told.caseName = null
        desk.decide(
          books(
            [aRowOf(deed.number, { balanceMinor: 0, closedOn: on, dueOn: told.due })],
            { asOf: on },
            { at },
          ),
        )
    }
  }

  function agreesOn(day: CalendarDay) {
    const next = nextStep(desk.file, company)
    const isDue = next && next.dueOn <= day
    const expected = naive(life, steps, graceDays)
    expect(
      itemsInScenario(desk.file, company)
        .map(({ number }) => number)
        .sort(),
    ).toEqual(inScenario(life))
    expect(isDue ? `${next.leader.number}: ${next.index}` : null).toEqual(
      expected && expected.day <= day ? `${expected.leader}: ${expected.step}` : null,
    )
  }
  /** What comes if nothing is paid and each step is done on its day, and the row that stands in the agenda for the next. */
  function foresees(from: CalendarDay) {
    const told = previewOf(desk.file, company, from, addDays(from, FORESEEN_DAYS))
    const row = agendaRowsOf(desk.file, 'client', 'client:x', company).find(({ isStep }) => isStep)
    const now = naive(life, steps, graceDays)
    expect(row?.dueOn ?? null).toBe(now?.day ?? null)
    const expected: string[] = []
    for (let later = 0; later <= FORESEEN_DAYS; later++) {
      const on = addDays(from, later)
      const next = naive(life, steps, graceDays)
      const leading = next && next.day <= on ? life.items.get(next.leader) : undefined
      if (!next || !leading) continue
      expected.push(`${on} ${next.leader}: ${next.step}`)
      leading.backOn = null
      leading.step += 1
      life.lastOn = on
      life.drivenBy = next.leader
      life.movedTo = null
    }
    const numberOf = (id: string) => desk.file.items.find((item) => item.id === id)?.number ?? ''
    expect(
      told.steps.map(({ on, leaderItemId, index }) => `${on} ${numberOf(leaderItemId)}: ${index}`),
    ).toEqual(expected)
    const left = desk.file.items.filter(({ closedOn }) => closedOn === null).map(({ number }) => number)
    expect(told.excluded.map(({ itemId }) => numberOf(itemId)).sort()).toEqual(
      left.filter((number) => !inScenario(life).some((one) => one === number)).sort(),
    )
  }
  return { does, agreesOn, foresees }
}
