import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findWork } from '../../casework/casework.ts'
import { findAction } from '../../clients/client-file.ts'
import { moveCase, planWakesOn, ruleEntry } from '../../plans/following.ts'
import { instalmentsOf } from '../../plans/instalment-states.ts'
import { PLAN_RUNS } from '../../plans/plan-states.ts'
import { refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/**
 * Made by the calendar: the day and the grace days of one or several instalments are over and they are not paid. The case
 * is back in the agenda; so many of them at once break the plan.
 */
export const instalmentLate = entryKind({
  name: 'instalment.late',
  v: 1,
  subject: 'client',
  data: z.strictObject({ planId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { company, occurred }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { planId, actionId, on } = entry.data
    const plan = findWork(file, 'plan', planId)
    if (plan?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const action = findAction(file, actionId)
    if (!action || !isOpenAction(action) || !PLAN_RUNS[plan.work.state])
      return {
        type: 'noop',
        reason: 'alreadySo',
        rows: [{ table: 'casework', row: { ...plan, wakesOn: null } }],
      }
    const { planRule } = company
    const late = instalmentsOf(plan, file, on, planRule).filter(({ state }) => state === 'late')
    const told = plan.work.toldLate.filter((id) => late.some((one) => one.id === id))
    const untold = late.filter(({ id }) => !told.includes(id))
    const isBroken = late.length >= planRule.brokenAfter
    const toldLate = [...told, ...untold.map(({ id }) => id)]
    const next = { ...plan, work: { ...plan.work, toldLate } }
    const row = { ...next, wakesOn: planWakesOn(next, file, on, planRule) }
    // The rule may have changed since it was told: fewer late ones break a plan, or these are not late any more.
    if (untold.length === 0 && !isBroken)
      return { type: 'noop', reason: 'alreadySo', rows: [{ table: 'casework', row }] }
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row })
    moveCase(draft, actionId, on, stampOf(occurred, entry.id))
    if (isBroken) draft.caused = [ruleEntry(entry, 'broken', 'plan.broken', 1, { planId, actionId, on })]
    const lateMinor = untold.reduce((sum, { leftMinor }) => sum + leftMinor, 0)
    const details = { planId, late: late.length, lateMinor, currency: plan.work.currency }
    return draft.applied({ actionId, details })
  },
})
