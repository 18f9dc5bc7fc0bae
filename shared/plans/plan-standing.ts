import type { CalendarDay } from '../base/calendar-day.ts'
import { type Casework, workOf } from '../casework/casework.ts'
import type { PlanRule } from '../company/settings.ts'
import { allocate, doesCount, paymentsOf } from './allocation.ts'
import { type StandingInstalment, standingInstalments } from './instalment-states.ts'
import { PLAN_RUNS } from './plan-states.ts'
import { type Plan, type PlanState } from './plan.ts'
import { sumOf } from './schedule.ts'

/** In which pile a plan lies: `late` runs and has an instalment that is late. */
export type PlanPile = 'onTrack' | 'late' | Exclude<PlanState, 'offered' | 'agreed'>

/** What one glance at a plan says. Amounts are minor units of the plan's currency. */
export type PlanStanding = {
  pile: PlanPile
  instalments: readonly StandingInstalment[]
  /** The oldest that is not paid. */
  next: StandingInstalment | null
  late: readonly StandingInstalment[]
  lateMinor: number
  totalMinor: number
  paidMinor: number
  /** All that is still to come: when one instalment is late, all of it is at risk. */
  remainingMinor: number
  /** Payments that pay no instalment. */
  unallocatedMinor: number
  /** What counted when the plan was made and does not any more: it is in no instalment, and open again. */
  reopenedMinor: number
  /** Calendar days since the oldest unpaid instalment was due; 0 when none is. */
  overdueDays: number
}

/** What a plan adds up to: what its items owed and the fee. */
export function totalOf({ owedMinor, feeMinor }: Pick<Plan, 'owedMinor' | 'feeMinor'>): number {
  return owedMinor + feeMinor
}

/** How a plan stands in its file on a day. */
export function planStanding(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): PlanStanding {
  const { work } = plan
  const payments = paymentsOf(plan, file, today, rule)
  const allocation = allocate(work.instalments, payments)
  const instalments = standingInstalments(work, payments, today, rule, allocation)
  const unpaid = instalments.filter(({ leftMinor }) => leftMinor > 0)
  const late = instalments.filter(({ state }) => state === 'late')
  const reopenedMinor = reopenedOf(plan, file, today, rule)
  const leftMinor = unpaid.reduce((sum, one) => sum + one.leftMinor, 0)
  return {
    pile: pileOf(work.state, late.length > 0),
    instalments,
    next: unpaid[0] ?? null,
    late,
    lateMinor: late.reduce((sum, one) => sum + one.leftMinor, 0),
    totalMinor: sumOf(work.instalments),
    paidMinor: sumOf(work.instalments) - leftMinor,
    remainingMinor: leftMinor + reopenedMinor,
    unallocatedMinor: [...allocation.unallocatedMinor.values()].reduce((a, b) => a + b, 0),
    reopenedMinor,
    overdueDays: Math.max(0, ...unpaid.map(({ overdueDays }) => overdueDays)),
  }
}

function pileOf(state: PlanState, isLate: boolean): PlanPile {
  if (state === 'offered' || state === 'agreed') return isLate ? 'late' : 'onTrack'
  return state
}

function reopenedOf(
  { work, actionId }: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): number {
  if (work.paidBefore.length === 0) return 0
  const before = new Set(work.paidBefore)
  return workOf(file, 'payment', actionId)
    .filter((row) => before.has(row.id) && !doesCount(row.work, today, rule))
    .reduce((sum, row) => sum + row.work.amountMinor, 0)
}

/** The plan of an action that runs, or the last one that did. */
export function planOf(
  actionId: string,
  file: { casework: readonly Casework[] },
): (Casework & { work: Plan }) | undefined {
  const plans = workOf(file, 'plan', actionId)
  return (
    runningPlan(actionId, file) ??
    plans
      .toSorted((a, b) => (a.work.madeOn === b.work.madeOn ? 0 : a.work.madeOn < b.work.madeOn ? -1 : 1))
      .at(-1)
  )
}

/** The plan of an action that runs, if any: there is at most one. */
export function runningPlan(
  actionId: string,
  file: { casework: readonly Casework[] },
): (Casework & { work: Plan }) | undefined {
  return workOf(file, 'plan', actionId).find(({ work }) => PLAN_RUNS[work.state])
}
