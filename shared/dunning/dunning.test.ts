import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { ruleProblems } from '../company/setting-problems.ts'
import type { Scenario } from '../company/settings.ts'
import type { Item } from '../items/item.ts'
import { NOW, aClientFile, aCompany, aFollowUp, anInvoice, idOf } from '../testing/a-client-file.ts'
import { aStepDone, anEntry } from '../testing/entries.ts'
import { given } from '../testing/given.ts'
import { nextStep } from './next-step.ts'
import { previewOf } from './preview.ts'
import { EVERY_DAY, PLAIN_STEP, type ScenarioStep } from './scenario.ts'

const later = { at: NOW + 60_000 }

function aScenario(steps: Partial<ScenarioStep>[], fields: Partial<Scenario['data']> = {}): Scenario {
  const whole = steps.map((step, at) => ({
    ...PLAIN_STEP,
    key: `s${at}`,
    days: 5 * (at + 1),
    type: 'call' as const,
    name: { en: `Step ${at + 1}` },
    ...step,
  }))
  const data = { key: 'x', name: { en: 'X' }, graceDays: 5, active: true, isDefault: false, ...fields }
  return { id: 'scenario.x', kind: 'scenario', data: { ...data, steps: whole }, removed: false, version: 1 }
}

const withX = (scenario: Scenario) => aCompany({ settings: [scenario] })
const ofX = (items: Item[]) => aClientFile({ client: { ownScenarioId: 'scenario.x' }, items })

/** What is due on a day, day by day and from the rows, by none of the code under test: the day a step falls on. */
function naiveDays(items: Item[], steps: ScenarioStep[], from: CalendarDay, days: number): string[] {
  const told: string[] = []
  const open = items.filter((item) => item.closedOn === null && item.balanceMinor > 0)
  const [leader] = open.sort((a, b) => (a.dueOn + a.id < b.dueOn + b.id ? -1 : 1))
  let done = 0
  let last: number | null = null
  for (let at = 0; at < days && leader; at++) {
    const now = new Date(`${from}T00:00:00Z`).getTime() + at * 86_400_000
    const step = steps[done]
    if (!step) break
    const due = new Date(`${leader.dueOn}T00:00:00Z`).getTime()
    const base = step.from === 'dueDate' || last === null ? due : last
    const isReached = now >= base + step.days * 86_400_000 && (last === null || now > last)
    const weekday = new Date(now).getUTCDay() || 7
    if (!isReached || !step.weekdays.includes(weekday)) continue
    told.push(`${new Date(now).toISOString().slice(0, 10)} ${step.key}`)
    done += 1
    last = now
  }
  return told
}

describe('a preview', () => {
  it('says what an independent walk through the days says', () => {
    const aStep = fc.record({
      days: fc.integer({ min: 1, max: 20 }),
      from: fc.constantFrom('dueDate' as const, 'lastStep' as const),
      weekdays: fc.subarray(EVERY_DAY, { minLength: 1 }),
    })
    const anItem = fc.record({
      due: fc.constantFrom('2026-10-20', '2026-10-24', '2026-11-01', '2026-11-20'),
      balanceMinor: fc.constantFrom(-500, 0, 10_000),
    })
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 5 }), fc.array(anItem, { maxLength: 4 }), (drawn, wanted) => {
        const scenario = aScenario(drawn)
        const items = wanted.map(({ due, balanceMinor }, at) =>
          anInvoice(`F${at}`, { dueOn: due, balanceMinor }),
        )
        // Steps on time: the walk begins before the first is due, across the end of summer time.
        const preview = previewOf(ofX(items), withX(scenario), '2026-10-01', '2027-03-31')
        const told = preview.steps.map(({ on, step }) => `${on} ${step.key}`)
        expect(told).toEqual(naiveDays(items, scenario.data.steps, '2026-10-01', 182))
      }),
    )
  })

  it('tells of each item that is left out, and why', () => {
    const inCase = anInvoice('F1')
    const credit = anInvoice('A1', { balanceMinor: -500 })
    const file = aClientFile({
      items: [inCase, credit, anInvoice('F2')],
      actions: [aFollowUp('Pallet', {}, [inCase])],
    })
    const { steps, excluded } = previewOf(file, aCompany(), '2026-11-22', '2026-12-31')
    expect(steps.map(({ on }) => on)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'])
    expect(excluded.map(({ itemId, exclusion }) => [itemId, exclusion.because])).toEqual([
      [idOf('F1'), 'inAction'],
      [idOf('A1'), 'credit'],
    ])
  })
})

describe('a step', () => {
  const file = ofX([anInvoice('F1')])
  const scenario = aScenario([{}, {}])

  it('is not due while less than its minimum is open', () => {
    expect(nextStep(file, withX(aScenario([{ minMinor: 10_001 }])))).toBeNull()
    expect(nextStep(file, withX(aScenario([{ minMinor: 10_000 }])))?.index).toBe(0)
  })

  it('that is skipped has a reason, and a call gives the next one its day', () => {
    const company = withX(scenario)
    given(file, { company })
      .when(aStepDone('F1', 0, { how: 'skipped' }))
      .thenRefused('invalid')
    const call = { outcome: 'promised' as const, contactId: null }
    given(file, { company })
      .when(aStepDone('F1', 0, { how: 'done', movedTo: '2026-12-03', call }))
      .then(({ file: after }) =>
        expect(nextStep(after, company)).toMatchObject({ index: 1, dueOn: '2026-12-03' }),
      )
  })

  it('is prepared once, when it is due, and never one by hand', () => {
    const prepared = (on: CalendarDay, more = {}) =>
      anEntry('scenarioStep.prepared', { leaderItemId: idOf('F1'), step: 0, on }, { by: 'rule', ...more })
    const company = withX(aScenario([{ mode: 'automatic' }, { mode: 'automatic' }]))
    given(file, { company })
      .when(prepared('2026-11-22'))
      .then(({ file: after }) =>
        expect(nextStep(after, company)).toMatchObject({ index: 0, preparedOn: '2026-11-22' }),
      )
    given(file, { company }).when(prepared('2026-11-22'), prepared('2026-11-23', later)).thenNoop('alreadySo')
    given(file, { company }).when(prepared('2026-10-05')).thenNoop('alreadySo')
    given(file, { company: withX(scenario) })
      .when(prepared('2026-11-22'))
      .thenNoop('alreadySo')
  })

  it('waits for an item that comes back, which goes on where it was after the grace time', () => {
    const company = withX(aScenario([{}, {}, {}]))
    const first = anInvoice('F1', { dueOn: '2026-09-01' })
    const both: ClientFile = ofX([first, anInvoice('F2', { dueOn: '2026-09-10' })])
    const away: Item = { ...first, balanceMinor: 0 }
    given(both, { company })
      .when(aStepDone('F1', 0), aStepDone('F1', 1, {}, later))
      .then(({ file: after }) => {
        const withoutFirst = {
          ...after,
          items: after.items.map((item) => (item.id === away.id ? away : item)),
        }
        given(withoutFirst, { company })
          .when(aStepDone('F2', 0, {}, later))
          .then(({ file: left }) => {
            const back = left.items.map((item) =>
              item.id === first.id ? { ...item, balanceMinor: 10_000, returnedOn: '2026-11-24' } : item,
            )
            expect(nextStep({ ...left, items: back }, company)).toMatchObject({
              index: 2,
              dueOn: '2026-11-29',
              returnedOn: '2026-11-24',
            })
          })
      })
  })
})

describe('a scenario', () => {
  const problems = (steps: Partial<ScenarioStep>[]) =>
    ruleProblems(aScenario(steps), aCompany()).map(({ field, because }) => [field, because])

  it('is refused with what is wrong in it, at its field', () => {
    expect(problems([])).toEqual([])
    expect(problems([{ days: 10 }, { days: 10 }])).toEqual([
      ['data.setting.data.steps.1.days', 'beforePredecessor'],
    ])
    // Ten days after the due date and ten after that step: the third would come before the second.
    expect(problems([{ days: 10 }, { from: 'lastStep', days: 10 }, { days: 20 }])).toEqual([
      ['data.setting.data.steps.2.days', 'beforePredecessor'],
    ])
    expect(problems([{ days: 10 }, { from: 'lastStep', days: 10 }, { days: 21 }])).toEqual([])
    expect(problems([{ from: 'lastStep' }])).toEqual([['data.setting.data.steps.0.from', 'firstAfterStep']])
    expect(problems([{}, { from: 'lastStep', days: 0 }])).toEqual([
      ['data.setting.data.steps.1.days', 'stepLoop'],
    ])
    expect(problems([{ type: 'email', mode: 'automatic' }])).toEqual([
      ['data.setting.data.steps.0.messageTemplateId', 'messageMissing'],
    ])
    expect(problems([{ weekdays: [], hours: { from: 9, to: 9 } }])).toEqual([
      ['data.setting.data.steps.0.weekdays', 'noWeekday'],
      ['data.setting.data.steps.0.hours', 'hoursReversed'],
    ])
  })

  it('is given by hand, by the rule that asks most, or by default', () => {
    const rule = {
      id: 'rule.1',
      kind: 'scenarioRule' as const,
      data: {
        scenarioId: 'scenario.x',
        conditions: [{ type: 'field' as const, field: 'client.name' as const, is: ['Müller*'] }],
        active: true,
        position: 1,
      },
      removed: false,
      version: 1,
    }
    const file = aClientFile({ items: [anInvoice('F1')] })
    const company = aCompany({ settings: [aScenario([{}]), rule] })
    expect(nextStep(file, company)?.scenario.id).toBe('scenario.x')
    given(file, { company })
      .when(anEntry('scenario.assigned', { scenarioId: 'scenario.standard' }))
      .then(({ file: after }) => expect(nextStep(after, company)?.scenario.id).toBe('scenario.standard'))
  })
})
