import * as z from 'zod/mini'
import { closesBySettling } from '../../actions/ready-to-close.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { planFor } from '../../plans/making.ts'
import { closingByRule } from '../../actions/closing-by-rule.ts'
import { noop, refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** The books have the last instalment. The case closes with it when no item of it is open and its kind says so. */
export const planKept = entryKind({
  name: 'plan.kept',
  v: 1,
  subject: 'client',
  data: z.strictObject({ planId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { company }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { planId, actionId, on } = entry.data
    if (findWork(file, 'plan', planId)?.work.state === 'kept') return noop('alreadySo')
    const plan = planFor(entry.data, file, 'keep')
    if ('no' in plan) return plan.no
    const draft = new FileDraft(file)
    const work = { ...plan.work, state: 'kept' as const, endedOn: on }
    draft.put({ table: 'casework', row: { ...plan, wakesOn: null, work } })
    if (closesBySettling(actionId, draft.file, company))
      draft.caused = [closingByRule(entry, actionId, on, 'unchanged')]
    return draft.applied({ actionId, details: { planId } })
  },
})
