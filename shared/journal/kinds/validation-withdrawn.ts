import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { creditNoteAfter } from '../../credit-notes/credit-note-states.ts'
import { withdrawnValidation } from '../../validations/ending.ts'
import { isUnderWay } from '../../validations/validation-states.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A question is taken back before it is decided; a credit note request it was about stays, to be asked anew. */
export const validationWithdrawn = entryKind({
  name: 'validation.withdrawn',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    validationId: idSchema,
    actionId: idSchema,
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }) {
    const { validationId, actionId, comment, on } = entry.data
    const found = workIn(file, 'validation', validationId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (row.work.state === 'withdrawn') return noop('alreadySo')
    if (!isUnderWay(row.work.state)) return refuse({ type: 'alreadyDecided', by: null, at: null })
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: withdrawnValidation(row, on) })
    const request = row.work.aboutId === null ? undefined : findWork(file, 'creditNote', row.work.aboutId)
    if (request?.work.validationId === row.id) {
      const state = creditNoteAfter(request.work.state, 'unask')
      draft.put({
        table: 'casework',
        row: { ...request, work: { ...request.work, state, validationId: null } },
      })
    }
    return draft.applied({ actionId: row.actionId, text: comment })
  },
})
