import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { isUnderWay, VALIDATION_STATES_AFTER } from '../../validations/validation-states.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** What was asked back is explained: the validation is open again at the same level. Further words are kept too. */
export const validationExplained = entryKind({
  name: 'validation.explained',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    validationId: idSchema,
    actionId: idSchema,
    text: textSchema,
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now }, { company, at }) {
    const { validationId, actionId, text, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const found = workIn(file, 'validation', validationId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (row.work.state === 'withdrawn') return refuse({ type: 'closed', by: null, at: null })
    if (!isUnderWay(row.work.state)) return refuse({ type: 'alreadyDecided', by: null, at: null })
    const draft = new FileDraft(now)
    const state = VALIDATION_STATES_AFTER[row.work.state].explain
    if (state !== null) {
      const work = { ...row.work, state }
      const wakesOn = validationWakes(work, company.validationRule, null, on)
      draft.put({ table: 'casework', row: { ...row, work, wakesOn } })
    }
    endIfClosed(draft, row.actionId)
    return draft.applied({ actionId: row.actionId, text })
  },
})
