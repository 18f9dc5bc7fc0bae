import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { PlanProblem } from './plan-problems.ts'
import { type DraftInstalment, type Frequency, evenSchedule, sumOf, withAmount } from './schedule.ts'

/** How many instalments the screens offer; the rule takes more. */
export const OFFERED_INSTALMENTS = 60

/** What the ladder of a plan in the making is built from. */
export type Frame = { totalMinor: number; ids: readonly string[]; firstOn: CalendarDay; frequency: Frequency }

/**
 * The ladder after its frame changed: even, with the amounts that somebody typed kept where they still fit in; the days of
 * a free one stay.
 */
export function reframed(before: readonly DraftInstalment[], frame: Frame): DraftInstalment[] {
  const { totalMinor, ids, firstOn, frequency } = frame
  const chosen = frequency === 'free' ? before.map(({ dueOn }) => dueOn) : []
  const even = evenSchedule(Math.max(totalMinor, 0), ids, firstOn, frequency, chosen)
  const typed = before.filter((one) => one.typed && ids.indexOf(one.id) >= 0 && ids.at(-1) !== one.id)
  if (sumOf(typed) >= totalMinor) return even
  return typed.reduce(
    (schedule, one) => withAmount(schedule, ids.indexOf(one.id), one.amountMinor, totalMinor),
    even,
  )
}

/** The ladder with what is missing added to its last instalment, or what is too much taken from it. */
export function restOnLast(schedule: readonly DraftInstalment[], missingMinor: number): DraftInstalment[] {
  return schedule.map((one, at) =>
    at === schedule.length - 1 ? { ...one, amountMinor: one.amountMinor + missingMinor, typed: true } : one,
  )
}

/** Whether the last instalment can take up what is missing or too much. */
export function lastCanTake(schedule: readonly DraftInstalment[], missingMinor: number): boolean {
  const last = schedule.at(-1)
  return missingMinor !== 0 && last !== undefined && last.amountMinor + missingMinor > 0
}

/** The first problem of each field, by field, for the screen that has the fields. */
export function problemsByField(problems: readonly PlanProblem[]): ReadonlyMap<string, PlanProblem> {
  const byField = new Map<string, PlanProblem>()
  for (const problem of problems) if (!byField.has(problem.field)) byField.set(problem.field, problem)
  return byField
}

/** A plan as somebody is about to agree on it. */
export type DraftedPlan = {
  currency: CurrencyCode
  owedMinor: number
  feeMinor: number
  instalments: readonly { id: string; dueOn: CalendarDay; amountMinor: number }[]
}
