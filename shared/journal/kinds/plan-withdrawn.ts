import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { planFor } from '../../plans/making.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A plan that is not to be: its case stays, its payments too. */
export const planWithdrawn = entryKind({
  name: 'plan.withdrawn',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    planId: idSchema,
    actionId: idSchema,
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }) {
    const { planId, actionId, comment, on } = entry.data
    if (findWork(file, 'plan', planId)?.work.state === 'withdrawn') return noop('alreadySo')
    const plan = planFor(entry.data, file, 'withdraw')
    if ('no' in plan) return plan.no
    const draft = new FileDraft(file)
    const work = { ...plan.work, state: 'withdrawn' as const, endedOn: on }
    draft.put({ table: 'casework', row: { ...plan, wakesOn: null, work } })
    return draft.applied({ actionId, text: comment, details: { planId } })
  },
})
