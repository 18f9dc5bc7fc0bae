import { type CalendarDay, addDays, daysBetween } from '../base/calendar-day.ts'
import type { Casework } from '../casework/casework.ts'
import type { PlanRule } from '../company/settings.ts'
import { type Allocatable, type Allocation, allocate, paymentsOf } from './allocation.ts'
import type { Instalment, Plan } from './plan.ts'

/**
 * - `planned`: its day has not come
 * - `due`: its day has come and the grace days run
 * - `partPaid`: as one of these, and something was paid
 * - `late`: the grace days are over
 * - `broken`, `renegotiated`, `withdrawn`: the plan ended so before it was paid
 */
export const INSTALMENT_STATES = [
  'planned',
  'due',
  'partPaid',
  'paid',
  'late',
  'broken',
  'renegotiated',
  'withdrawn',
] as const
export type InstalmentState = (typeof INSTALMENT_STATES)[number]

/** An instalment as it stands on a day. */
export type StandingInstalment = Instalment & {
  state: InstalmentState
  paidMinor: number
  leftMinor: number
  /** Calendar days since its day, while something of it is left; else 0. */
  overdueDays: number
}

/** The first day on which an instalment that is not paid is late. */
export function lateFrom({ dueOn }: Pick<Instalment, 'dueOn'>, rule: PlanRule): CalendarDay {
  return addDays(dueOn, rule.graceDays + 1)
}

/** The instalments of a plan with the payments that count, oldest due first. */
export function standingInstalments(
  plan: Pick<Plan, 'state' | 'instalments'>,
  payments: readonly Allocatable[],
  today: CalendarDay,
  rule: PlanRule,
  allocation: Allocation = allocate(plan.instalments, payments),
): StandingInstalment[] {
  return plan.instalments
    .map((instalment) => {
      const paidMinor = allocation.paidMinor.get(instalment.id) ?? 0
      const leftMinor = instalment.amountMinor - paidMinor
      const overdueDays = leftMinor > 0 ? Math.max(0, daysBetween(instalment.dueOn, today)) : 0
      const state = leftMinor === 0 ? 'paid' : unpaidState(plan.state, instalment, paidMinor, today, rule)
      return { ...instalment, state, paidMinor, leftMinor, overdueDays }
    })
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
}

function unpaidState(
  plan: Plan['state'],
  instalment: Instalment,
  paidMinor: number,
  today: CalendarDay,
  rule: PlanRule,
): InstalmentState {
  if (plan === 'broken' || plan === 'renegotiated' || plan === 'withdrawn') return plan
  if (today >= lateFrom(instalment, rule)) return 'late'
  if (paidMinor > 0) return 'partPaid'
  return today >= instalment.dueOn ? 'due' : 'planned'
}

/** The instalments of a plan as they stand in its file on a day. */
export function instalmentsOf(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): StandingInstalment[] {
  return standingInstalments(plan.work, paymentsOf(plan, file, today, rule), today, rule)
}
