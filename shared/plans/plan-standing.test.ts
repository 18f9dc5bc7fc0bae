import { describe, expect, it } from 'vitest'
import { DEFAULT_PLAN_RULE } from '../company/default-case-rules.ts'
import { aFollowUp, idOf } from '../testing/a-client-file.ts'
import { aPayment, aPlan } from '../testing/a-plan.ts'
import { instalmentsOf } from './instalment-states.ts'
import { planOf, planStanding } from './plan-standing.ts'

const inCase = aFollowUp('Plan', { kind: 'instalmentPlan' })
const plan = aPlan('plan', inCase)

function states(today: string, ...payments: ReturnType<typeof aPayment>[]): string[] {
  return instalmentsOf(plan, { casework: [plan, ...payments] }, today, DEFAULT_PLAN_RULE).map(
    ({ state }) => state,
  )
}

describe('an instalment', () => {
  it('is planned, due on its day, and late when the grace days are over', () => {
    expect(states('2026-11-14')).toEqual(['planned', 'planned', 'planned'])
    expect(states('2026-11-15')[0]).toBe('due')
    expect(states('2026-11-18')[0]).toBe('due')
    expect(states('2026-11-19')[0]).toBe('late')
  })

  it('is part paid until it is late, and paid whenever it is paid', () => {
    const part = aPayment('part', inCase, { amountMinor: 9_999 })
    expect(states('2026-11-15', part)[0]).toBe('partPaid')
    expect(states('2026-11-19', part)[0]).toBe('late')
    expect(states('2026-11-19', aPayment('all', inCase))[0]).toBe('paid')
  })

  it('opens again when the books never brought what was seen', () => {
    const seen = aPayment('seen', inCase, { on: '2026-11-14' })
    expect(states('2026-11-24', seen)[0]).toBe('paid')
    expect(states('2026-11-25', seen)[0]).toBe('late')
    expect(states('2026-11-25', { ...seen, work: { ...seen.work, state: 'booked' } })[0]).toBe('paid')
  })

  it('opens again when its payment is reversed or withdrawn', () => {
    for (const state of ['reversed', 'withdrawn'] as const)
      expect(states('2026-11-16', aPayment('gone', inCase, { state }))[0]).toBe('due')
  })

  it('is broken or renegotiated with its plan, unless it was paid', () => {
    for (const state of ['broken', 'renegotiated'] as const) {
      const ended = aPlan('plan', inCase, { state })
      const file = { casework: [ended, aPayment('p', inCase)] }
      expect(instalmentsOf(ended, file, '2026-11-20', DEFAULT_PLAN_RULE).map((one) => one.state)).toEqual([
        'paid',
        state,
        state,
      ])
    }
  })
})

describe('a plan in one glance', () => {
  it('says what is next, what is late, and that all that is left is at risk', () => {
    const file = { casework: [plan, aPayment('p', inCase, { amountMinor: 4_000, state: 'booked' })] }
    const standing = planStanding(plan, file, '2026-12-20', DEFAULT_PLAN_RULE)
    expect(standing).toMatchObject({
      pile: 'late',
      next: { id: idOf('first'), leftMinor: 6_000, overdueDays: 35 },
      lateMinor: 16_000,
      totalMinor: 30_000,
      paidMinor: 4_000,
      remainingMinor: 26_000,
      unallocatedMinor: 0,
      overdueDays: 35,
    })
    expect(standing.late).toHaveLength(2)
  })

  it('shows what was paid beyond it', () => {
    const file = { casework: [plan, aPayment('p', inCase, { amountMinor: 30_001 })] }
    expect(planStanding(plan, file, '2026-11-16', DEFAULT_PLAN_RULE)).toMatchObject({
      pile: 'onTrack',
      next: null,
      remainingMinor: 0,
      unallocatedMinor: 1,
    })
  })

  it('counts nothing twice that counted before it was made, and opens it again when that is taken back', () => {
    const renegotiated = aPlan('next', inCase, { paidBefore: [idOf('p')] })
    const bounced = aPayment('p', inCase, { state: 'reversed' })
    const at = (payment: typeof bounced) =>
      planStanding(renegotiated, { casework: [renegotiated, payment] }, '2026-11-16', DEFAULT_PLAN_RULE)
    expect(at(aPayment('p', inCase, { state: 'booked' }))).toMatchObject({
      paidMinor: 0,
      remainingMinor: 30_000,
    })
    expect(at(bounced)).toMatchObject({ reopenedMinor: 10_000, remainingMinor: 40_000 })
  })

  it('does not count a payment in another currency', () => {
    expect(states('2026-11-15', aPayment('usd', inCase, { currency: 'USD' }))[0]).toBe('due')
  })

  it('is the one that runs, else the last', () => {
    const old = aPlan('old', inCase, { state: 'renegotiated', madeOn: '2026-10-01' })
    expect(planOf(inCase.action.id, { casework: [old, plan] })?.id).toBe(plan.id)
    const ended = aPlan('later', inCase, { state: 'broken', madeOn: '2026-11-10' })
    expect(planOf(inCase.action.id, { casework: [ended, old] })?.id).toBe(ended.id)
  })
})
