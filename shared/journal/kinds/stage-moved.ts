import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction } from '../../clients/client-file.ts'
import { stagesOf } from '../../stages/stages.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { settingIdSchema, textSchema } from '../fields.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A case moves to a stage of its kind, and its next date with it; per field, whoever did it later stands. */
export const stageMoved = entryKind({
  name: 'stage.moved',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    stageId: settingIdSchema,
    on: calendarDaySchema,
    /** The next date; null leaves it as it is. */
    dueOn: z.nullable(calendarDaySchema),
    comment: z.nullable(textSchema),
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, at, occurred }) {
    const { actionId, stageId, dueOn, comment } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    if (!isOpenAction(action) && at >= (action.closedAt ?? 0))
      return refuse({ type: 'closed', by: action.closedBy, at: action.closedAt })
    const stage = stagesOf(action, company).find(({ key }) => key === stageId)
    if (!stage) return refuse({ type: 'settingUnknown', field: 'stageId' })
    if (stage.asksComment && comment === null)
      return refuseField('data.comment', 'this stage asks for a comment first')

    const draft = new FileDraft(file)
    const fields = dueOn === null ? { stageId } : { stageId, dueOn }
    const next = draft.later(action, fields, stampOf(occurred, entry.id))
    if (isSame(next, action) && draft.superseded.length === 0 && comment === null) return noop('alreadySo')
    draft.put({ table: 'actions', row: next })
    return draft.applied({
      actionId: action.id,
      text: comment,
      details: { stage: stageId, kind: action.kind },
    })
  },
})
