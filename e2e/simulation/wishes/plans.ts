import type { Action } from '#shared/actions/action.ts'
import { addDays } from '#shared/base/calendar-day.ts'
import { type CaseworkOf, type WorkType, workOf } from '#shared/casework/casework.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import { balanceOf, owedForPlan } from '#shared/plans/owed.ts'
import { runningPlan } from '#shared/plans/plan-standing.ts'
import { PAYMENT_MEANS } from '#shared/plans/payment.ts'
import { evenSchedule } from '#shared/plans/schedule.ts'
import { type Desk, type Maker, anAction, oneOf, subjectOf, words } from './desk.ts'

type PlanKind =
  | 'plan.made'
  | 'plan.changed'
  | 'plan.agreed'
  | 'plan.renegotiated'
  | 'plan.withdrawn'
  | 'payment.seen'
  | 'payment.allocated'
  | 'payment.withdrawn'
  | 'promise.made'
  | 'promise.withdrawn'

const isPlanCase = ({ type, closedOn, caseId }: Action) =>
  type === 'followUp' && closedOn === null && caseId === null

/** What people want of plans, payments and promises; now and then with an amount that does not fit. */
export const PLAN_WISHES: { [K in Extract<KindName, PlanKind>]: Maker<K> } = {
  'plan.made': (desk) => {
    const action = anAction(desk, isPlanCase)
    if (!desk.seen || !action) return null
    const owed = owedForPlan(action.id, desk.seen.file, desk.today, desk.company.planRule)
    const [currency = 'EUR', openMinor = 100] = [...owed][0] ?? []
    const owedMinor = amountNear(desk, openMinor)
    return {
      subject: subjectOf(desk.seen),
      data: {
        planId: desk.newId(),
        actionId: action.id,
        currency,
        owedMinor,
        feeMinor: desk.chance.isTrue(0.2) ? 500 : 0,
        instalments: instalments(desk, owedMinor),
        agreement: desk.chance.isTrue(0.5) ? agreement(desk) : null,
        on: desk.today,
      },
    }
  },

  'plan.changed': (desk) => {
    const plan = aPlanIn(desk)
    if (!desk.seen || !plan) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        planId: plan.id,
        actionId: plan.actionId,
        revision: plan.work.revision,
        feeMinor: plan.work.feeMinor,
        instalments: instalments(desk, plan.work.owedMinor + plan.work.feeMinor),
        on: desk.today,
      },
    }
  },

  'plan.agreed': (desk) => {
    const plan = aPlanIn(desk)
    if (!desk.seen || !plan) return null
    const { id: planId, actionId, work } = plan
    return {
      subject: subjectOf(desk.seen),
      data: { planId, actionId, revision: work.revision, agreement: agreement(desk) },
    }
  },

  'plan.renegotiated': (desk) => {
    const plan = aPlanIn(desk)
    if (!desk.seen || !plan) return null
    const owed = owedForPlan(plan.actionId, desk.seen.file, desk.today, desk.company.planRule)
    const owedMinor = amountNear(desk, owed.get(plan.work.currency) ?? 100)
    return {
      subject: subjectOf(desk.seen),
      data: {
        planId: plan.id,
        actionId: plan.actionId,
        revision: plan.work.revision,
        nextPlanId: desk.newId(),
        owedMinor,
        feeMinor: 0,
        instalments: instalments(desk, owedMinor),
        agreement: desk.chance.isTrue(0.5) ? agreement(desk) : null,
        on: desk.today,
      },
    }
  },

  'plan.withdrawn': (desk) => {
    const plan = aPlanIn(desk)
    if (!desk.seen || !plan) return null
    const data = { planId: plan.id, actionId: plan.actionId, comment: words(desk), on: desk.today }
    return { subject: subjectOf(desk.seen), data }
  },

  'payment.seen': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    return {
      subject: subjectOf(desk.seen),
      data: {
        paymentId: desk.newId(),
        actionId: action.id,
        currency: 'EUR',
        amountMinor: desk.chance.whole(1, 8_000),
        on: addDays(desk.today, -desk.chance.whole(0, 5)),
        means: desk.chance.one(PAYMENT_MEANS),
        instalmentId: desk.chance.isTrue(0.3) ? anInstalment(desk) : null,
        note: desk.chance.isTrue(0.3) ? words(desk) : null,
      },
    }
  },

  'payment.allocated': (desk) => {
    const payment = aPiece(desk, 'payment')
    if (!desk.seen || !payment) return null
    const { id: paymentId, actionId } = payment
    const instalmentId = desk.chance.isTrue(0.7) ? anInstalment(desk, actionId) : null
    return { subject: subjectOf(desk.seen), data: { paymentId, actionId, instalmentId, on: desk.today } }
  },

  'payment.withdrawn': (desk) => {
    const payment = aPiece(desk, 'payment')
    if (!desk.seen || !payment) return null
    const { id: paymentId, actionId } = payment
    return { subject: subjectOf(desk.seen), data: { paymentId, actionId, comment: null, on: desk.today } }
  },

  'promise.made': (desk) => {
    const action = anAction(desk)
    if (!desk.seen || !action) return null
    const [currency = 'EUR', openMinor = 100] = [...balanceOf(action.id, desk.seen.file)][0] ?? []
    return {
      subject: subjectOf(desk.seen),
      data: {
        promiseId: desk.newId(),
        actionId: action.id,
        currency,
        amountMinor: amountNear(desk, openMinor),
        promisedOn: addDays(desk.today, desk.chance.whole(-1, 10)),
        on: desk.today,
      },
    }
  },

  'promise.withdrawn': (desk) => {
    const promise = aPiece(desk, 'promise')
    if (!desk.seen || !promise) return null
    const { id: promiseId, actionId } = promise
    return { subject: subjectOf(desk.seen), data: { promiseId, actionId, comment: null, on: desk.today } }
  },
}

function aPiece<T extends WorkType>(desk: Desk, type: T): CaseworkOf<T> | null {
  return oneOf(desk, desk.seen ? workOf(desk.seen.file, type) : [])
}

function aPlanIn(desk: Desk): CaseworkOf<'plan'> | null {
  return aPiece(desk, 'plan')
}

/** Mostly of the plan that runs in the case, where the run is after something. */
function anInstalment(desk: Desk, actionId?: string): string | null {
  const running =
    desk.seen && actionId !== undefined && desk.atWork.length > 0
      ? runningPlan(actionId, desk.seen.file)
      : null
  return oneOf(desk, (running ?? aPlanIn(desk))?.work.instalments ?? [])?.id ?? null
}

function amountNear(desk: Desk, openMinor: number): number {
  return desk.chance.isTrue(0.85) ? Math.max(1, openMinor) : Math.max(1, openMinor) + 1
}

function instalments(desk: Desk, totalMinor: number): DataOf<'plan.made'>['instalments'] {
  const ids = Array.from({ length: Math.min(desk.chance.whole(1, 5), totalMinor) }, () => desk.newId())
  return evenSchedule(totalMinor, ids, addDays(desk.today, desk.chance.whole(0, 9)), 'month').map(
    ({ id, dueOn, amountMinor }) => ({ id, dueOn, amountMinor }),
  )
}

function agreement(desk: Desk): DataOf<'plan.agreed'>['agreement'] {
  return { how: 'name', name: words(desk), signature: null, on: desk.today }
}
