import type { CalendarDay } from '../base/calendar-day.ts'
import { type Casework, type CaseworkOf, workOf } from '../casework/casework.ts'
import type { PlanRule } from '../company/settings.ts'
import { allocate, doesCount, paymentsOf } from './allocation.ts'
import { type StandingInstalment, standingInstalments } from './instalment-states.ts'
import type { Plan } from './plan.ts'

/** Part of a payment that pays part of an instalment, with the payment it is of. */
export type PaidPart = { payment: CaseworkOf<'payment'>; amountMinor: number }

/** An instalment with what paid it: what was only seen is told apart from what the books have. */
export type Rung = StandingInstalment & { parts: readonly PaidPart[]; bookedMinor: number }

/** The instalments of a plan as they stand on a day, each with the payments that pay it. */
export function ladderOf(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): Rung[] {
  const payments = paymentsOf(plan, file, today, rule)
  const allocation = allocate(plan.work.instalments, payments)
  const byId = new Map(workOf(file, 'payment', plan.actionId).map((row) => [row.id, row]))
  return standingInstalments(plan.work, payments, today, rule, allocation).map((instalment) => {
    const parts = allocation.parts.flatMap(({ paymentId, instalmentId, amountMinor }) => {
      const payment = instalmentId === instalment.id ? byId.get(paymentId) : undefined
      return payment ? [{ payment, amountMinor }] : []
    })
    const bookedMinor = parts
      .filter(({ payment }) => payment.work.state === 'booked')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    return { ...instalment, parts, bookedMinor }
  })
}

/** A payment of a plan's case and what became of it there. */
export type PlanPayment = {
  payment: CaseworkOf<'payment'>
  /** `gone`: it counts no more. `before`: it was counted when the plan was made. */
  counts: 'counts' | 'before' | 'gone'
  unallocatedMinor: number
}

/** All payments of the case of a plan in its currency, newest first. */
export function planPayments(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): PlanPayment[] {
  const { unallocatedMinor } = allocate(plan.work.instalments, paymentsOf(plan, file, today, rule))
  return workOf(file, 'payment', plan.actionId)
    .filter(({ work }) => work.currency === plan.work.currency)
    .map((payment): PlanPayment => {
      const isBefore = plan.work.paidBefore.includes(payment.id)
      const counts = !doesCount(payment.work, today, rule) ? 'gone' : isBefore ? 'before' : 'counts'
      return { payment, counts, unallocatedMinor: unallocatedMinor.get(payment.id) ?? 0 }
    })
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
}

function keyOf({ payment }: PlanPayment): string {
  return `${payment.work.on} ${payment.id}`
}
