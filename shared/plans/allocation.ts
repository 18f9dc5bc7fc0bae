import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { Casework, CaseworkOf } from '../casework/casework.ts'
import { workOf } from '../casework/casework.ts'
import type { PlanRule } from '../company/settings.ts'
import type { Instalment, Plan } from './plan.ts'
import type { Payment } from './payment.ts'

/** Part of a payment that pays part of an instalment, minor units. */
export type AllocatedPart = { paymentId: string; instalmentId: string; amountMinor: number }

export type Allocation = {
  parts: readonly AllocatedPart[]
  /** What each instalment has been paid, minor units. */
  paidMinor: ReadonlyMap<string, number>
  /** What of each payment pays no instalment; only those with a rest are here. */
  unallocatedMinor: ReadonlyMap<string, number>
}

/** A payment as far as its allocation asks. */
export type Allocatable = Pick<Payment, 'amountMinor' | 'on' | 'instalmentId'> & { id: string }

/** The last day on which a payment that was seen counts without the books. */
export function seenCountsUntil(payment: Pick<Payment, 'on'>, rule: PlanRule): CalendarDay {
  return addDays(payment.on, rule.seenCountsDays)
}

/** Whether a payment counts on a day: what the books have does, what was seen does for a while. */
export function doesCount(payment: Payment, today: CalendarDay, rule: PlanRule): boolean {
  switch (payment.state) {
    case 'booked':
      return true
    case 'seen':
      return today <= seenCountsUntil(payment, rule)
    case 'reversed':
    case 'withdrawn':
      return false
  }
}

/** The payments meant for a plan that count on a day: those of its case in its currency, made since it was made. */
export function paymentsOf(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): Allocatable[] {
  return workOf(file, 'payment', plan.actionId)
    .filter(
      ({ id, work }) =>
        work.currency === plan.work.currency &&
        !plan.work.paidBefore.includes(id) &&
        doesCount(work, today, rule),
    )
    .map(toAllocatable)
}

export function toAllocatable({ id, work }: CaseworkOf<'payment'>): Allocatable {
  const { amountMinor, on, instalmentId } = work
  return { id, amountMinor, on, instalmentId }
}

/**
 * What pays what. First what somebody allocated by hand, then payment by payment in the order of their days: to the oldest
 * unpaid instalment of exactly its amount, else to the oldest due first. It only adds up what there is, so it says the
 * same in whatever order payments arrived.
 */
export function allocate(instalments: readonly Instalment[], payments: readonly Allocatable[]): Allocation {
  const byDue = [...instalments].sort((a, b) => byText(a.dueOn, b.dueOn) || byText(a.id, b.id))
  const open = new Map(byDue.map(({ id, amountMinor }) => [id, amountMinor]))
  const byDay = [...payments].sort((a, b) => byText(a.on, b.on) || byText(a.id, b.id))
  const left = new Map(byDay.map(({ id, amountMinor }) => [id, amountMinor]))
  const parts: AllocatedPart[] = []

  function pay(paymentId: string, instalmentId: string): void {
    const amountMinor = Math.min(open.get(instalmentId) ?? 0, left.get(paymentId) ?? 0)
    if (amountMinor <= 0) return
    open.set(instalmentId, (open.get(instalmentId) ?? 0) - amountMinor)
    left.set(paymentId, (left.get(paymentId) ?? 0) - amountMinor)
    parts.push({ paymentId, instalmentId, amountMinor })
  }

  for (const { id, instalmentId } of byDay) if (instalmentId !== null) pay(id, instalmentId)
  for (const { id } of byDay) {
    const exact = byDue.find((instalment) => open.get(instalment.id) === left.get(id))
    if (exact) pay(id, exact.id)
    for (const instalment of byDue) pay(id, instalment.id)
  }
  const paidMinor = new Map(byDue.map(({ id, amountMinor }) => [id, amountMinor - (open.get(id) ?? 0)]))
  return { parts, paidMinor, unallocatedMinor: new Map([...left].filter(([, rest]) => rest > 0)) }
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
