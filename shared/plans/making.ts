import { type Action, isOpenAction } from '../actions/action.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type CaseworkOf, findWork, workOf } from '../casework/casework.ts'
import { type ClientFile, findAction } from '../clients/client-file.ts'
import type { PlanRule } from '../company/settings.ts'
import { type Decision, refuse } from '../journal/decision.ts'
import type { Entry } from '../journal/entry.ts'
import { isTaken } from '../parked/parked.ts'
import { doesCount } from './allocation.ts'
import type { PlanProblem } from './plan-problems.ts'
import { PLAN_AFTER, type PlanMove } from './plan-states.ts'

/**
 * The case a plan or promise is made in, or why there can be none: what was made before a close still counts, and ends
 * with the case (`endIfClosed`).
 */
export function hostOf(
  actionId: string,
  file: ClientFile,
  at: number,
  isPlan: boolean,
): Action | { no: Decision } {
  const action = findAction(file, actionId)
  if (!action) return { no: refuse({ type: 'notFound', what: 'action' }) }
  if (!isOpenAction(action) && at >= (action.closedAt ?? 0))
    return { no: refuse({ type: 'closed', by: action.closedBy, at: action.closedAt }) }
  if (action.caseId !== null || (isPlan && action.type !== 'followUp'))
    return {
      no: refuse({
        type: 'invalid',
        field: 'data.actionId',
        detail: isPlan ? 'a plan is made in a follow-up' : 'a promise is not made in a to-do',
      }),
    }
  return action
}

/** The plan an entry is about, when it may be moved so. */
export function planFor(
  { actionId, planId }: { actionId: string; planId: string },
  file: ClientFile,
  move: PlanMove,
): CaseworkOf<'plan'> | { no: Decision } {
  const plan = findWork(file, 'plan', planId)
  if (plan?.actionId !== actionId) return { no: refuse({ type: 'notFound', what: 'work' }) }
  const { state } = plan.work
  return PLAN_AFTER[state][move] === null
    ? { no: refuse({ type: 'notPossible', what: 'plan', state }) }
    : plan
}

/**
 * A plan is replaced only by somebody who had it before their eyes; what others wanted waits for whoever runs the case,
 * with the difference.
 */
export function parkedIfChanged(
  entry: Entry,
  plan: CaseworkOf<'plan'>,
  revision: number,
  file: ClientFile,
): Decision | null {
  return plan.work.revision === revision || isTaken(entry, file)
    ? null
    : { type: 'parked', because: 'changed' }
}

/** The refusal that names the first thing wrong; null when nothing is. */
export function refusedAsAmiss(problems: readonly PlanProblem[], currency: string): Decision | null {
  const [first] = problems
  return first ? refuse({ type: 'amiss', ...first, field: `data.${first.field}`, currency }) : null
}

/** The payments of an action that count on a day: a plan made then is over what they left. */
export function paymentsBefore(
  actionId: string,
  currency: string,
  file: ClientFile,
  on: CalendarDay,
  rule: PlanRule,
): string[] {
  return (
    workOf(file, 'payment', actionId)
      .filter(({ work }) => work.currency === currency && doesCount(work, on, rule))
      .map(({ id }) => id)
      // Whoever decides it comes to the same row, in whatever order the file was read.
      .toSorted()
  )
}

/** Whether the ids of the instalments are each their own. */
export function areApart(instalments: readonly { id: string }[]): boolean {
  return new Set(instalments.map(({ id }) => id)).size === instalments.length
}
