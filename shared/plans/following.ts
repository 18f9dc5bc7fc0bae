import { isOpenAction } from '../actions/action.ts'
import { type CalendarDay, addDays, laterDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import type { Stamp } from '../base/stamp.ts'
import { type Casework, type CaseworkOf, workOf } from '../casework/casework.ts'
import { type ClientFile, findAction } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { PlanRule } from '../company/settings.ts'
import { type Entry, RULE } from '../journal/entry.ts'
import type { FileDraft } from '../journal/file-draft.ts'
import { allocate, doesCount, seenCountsUntil, toAllocatable } from './allocation.ts'
import { type StandingInstalment, instalmentsOf, lateFrom } from './instalment-states.ts'
import type { Plan } from './plan.ts'
import { runningPlan } from './plan-standing.ts'

/**
 * What follows for an action when a payment came or went, or its plan changed: the day the plan wakes on, and the day the
 * case is due, that of the next unpaid instalment with its grace days.
 */
export function followPlan(
  draft: FileDraft,
  actionId: string,
  on: CalendarDay,
  stamp: Stamp,
  { planRule }: Pick<Company, 'planRule'>,
): void {
  const plan = wakePlan(draft, actionId, on, planRule)
  const dueOn = plan && caseDueOn(plan, draft.file, on, planRule)
  if (dueOn) moveCase(draft, actionId, dueOn, stamp)
}

/**
 * Sets the day on which the plan of an action wakes, and returns that plan; null where none runs. An instalment that was
 * told to be late and is paid now is to be told anew, should that payment be taken back.
 */
export function wakePlan(
  draft: FileDraft,
  actionId: string,
  on: CalendarDay,
  rule: PlanRule,
): CaseworkOf<'plan'> | null {
  const running = runningPlan(actionId, draft.file)
  if (!running) return null
  const unpaid = new Set(unpaidOf(running, draft.file, on, rule).map(({ id }) => id))
  const toldLate = running.work.toldLate.filter((id) => unpaid.has(id))
  const isTold = toldLate.length === running.work.toldLate.length
  const plan = isTold ? running : { ...running, work: { ...running.work, toldLate } }
  const wakesOn = planWakesOn(plan, draft.file, on, rule)
  if (!isTold || wakesOn !== plan.wakesOn) draft.put({ table: 'casework', row: { ...plan, wakesOn } })
  return plan
}

/** Puts the date of an open action, unless somebody has said a later word about it. */
export function moveCase(draft: FileDraft, actionId: string, dueOn: CalendarDay, stamp: Stamp): void {
  const action = findAction(draft.file, actionId)
  if (action && isOpenAction(action))
    draft.put({ table: 'actions', row: draft.later(action, { dueOn }, stamp) })
}

/** The next day on which an instalment is to be told late; one that is late already is told as soon as may be. */
export function planWakesOn(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  on: CalendarDay,
  rule: PlanRule,
): CalendarDay | null {
  const untold = unpaidOf(plan, file, on, rule).filter(({ id }) => !plan.work.toldLate.includes(id))
  const [first] = untold
  return first ? laterDay(lateFrom(first, rule), on) : null
}

/**
 * When a case with a plan is due again. When all is paid but the books do not have it all yet: when what was seen counts
 * no more.
 */
export function caseDueOn(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  on: CalendarDay,
  rule: PlanRule,
): CalendarDay | null {
  const [next] = unpaidOf(plan, file, on, rule)
  if (next) return addDays(next.dueOn, rule.graceDays)
  const ends = workOf(file, 'payment', plan.actionId)
    .filter(({ work }) => work.state === 'seen' && doesCount(work, on, rule))
    .map(({ work }) => addDays(seenCountsUntil(work, rule), 1))
  return ends.toSorted()[0] ?? null
}

function unpaidOf(
  plan: Casework & { work: Plan },
  file: { casework: readonly Casework[] },
  on: CalendarDay,
  rule: PlanRule,
): StandingInstalment[] {
  return instalmentsOf(plan, file, on, rule).filter(({ leftMinor }) => leftMinor > 0)
}

/** Whether the books have every instalment of a plan: what was only seen does not keep it. */
export function isKeptByBooks({ work, actionId }: CaseworkOf<'plan'>, file: ClientFile): boolean {
  const booked = workOf(file, 'payment', actionId).filter(
    ({ id, work: payment }) =>
      payment.state === 'booked' && payment.currency === work.currency && !work.paidBefore.includes(id),
  )
  const { paidMinor } = allocate(work.instalments, booked.map(toAllocatable))
  return work.instalments.every(({ id, amountMinor }) => paidMinor.get(id) === amountMinor)
}

/** An entry that a rule makes of another one, in the same file. */
export function ruleEntry(cause: Entry, name: string, kind: string, v: number, data: unknown): Entry {
  return { ...cause, id: idFrom(cause.id, name), kind, v, by: RULE, data }
}
