import { expect, it } from 'vitest'
import { aFollowUp, aClientFile, aPieceOfWork, idOf } from '../testing/a-client-file.ts'
import type { Plan } from '../plans/plan.ts'
import type { Payment } from '../plans/payment.ts'
import { lateOf, workSummary } from './work-summary.ts'

const followUp = aFollowUp('Spring plan', { kind: 'instalmentPlan' })
const { action } = followUp

const plan: Plan = {
  type: 'plan',
  state: 'agreed',
  revision: 1,
  currency: 'EUR',
  owedMinor: 30_000,
  feeMinor: 0,
  instalments: [
    { id: idOf('third'), dueOn: '2027-01-01', amountMinor: 10_000 },
    { id: idOf('first'), dueOn: '2026-11-01', amountMinor: 10_000 },
    { id: idOf('second'), dueOn: '2026-12-01', amountMinor: 10_000 },
  ],
  agreement: null,
  paidBefore: [],
  toldLate: [],
  replacedBy: null,
  madeBy: 'collector',
  madeOn: '2026-10-20',
  endedOn: null,
}

const payment: Payment = {
  type: 'payment',
  state: 'seen',
  currency: 'EUR',
  amountMinor: 4_000,
  on: '2026-11-05',
  means: 'cash',
  instalmentId: null,
  note: null,
  by: 'collector',
  bookedOn: null,
}

it('an action nobody has worked out anything in has no summary', () => {
  const file = aClientFile({
    actions: [followUp],
    casework: [aPieceOfWork('gone', followUp, plan, { removed: true })],
  })
  expect(workSummary(action.id, file)).toBeNull()
})

it('a plan tells what is left of each instalment, oldest first, and which are late by a day', () => {
  const file = aClientFile({
    actions: [followUp],
    casework: [
      aPieceOfWork('plan', followUp, plan),
      aPieceOfWork('part', followUp, payment, { wakesOn: '2026-11-16' }),
      aPieceOfWork('missed', followUp, { ...payment, amountMinor: 9_000 }),
      aPieceOfWork('withdrawn', followUp, { ...payment, state: 'withdrawn' }),
      aPieceOfWork('dollars', followUp, { ...payment, currency: 'USD' }),
    ],
  })
  const summary = workSummary(action.id, file)?.plan
  expect(summary?.unpaid).toEqual([
    { dueOn: '2026-11-01', leftMinor: 6_000 },
    { dueOn: '2026-12-01', leftMinor: 10_000 },
    { dueOn: '2027-01-01', leftMinor: 10_000 },
  ])
  expect(summary && lateOf(summary, '2026-11-01')).toEqual([])
  expect(summary && lateOf(summary, '2026-11-02')).toEqual([{ dueOn: '2026-11-01', leftMinor: 6_000 }])
})

it('what is under way is shown before what has ended, however late it ended', () => {
  const ended = { ...plan, state: 'renegotiated' as const, madeOn: '2026-11-30', endedOn: '2026-12-01' }
  const file = aClientFile({
    actions: [followUp],
    casework: [aPieceOfWork('ended', followUp, ended), aPieceOfWork('under way', followUp, plan)],
  })
  expect(workSummary(action.id, file)?.plan?.id).toBe(idOf('under way'))
})
