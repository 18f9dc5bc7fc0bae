import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { CREDIT_NOTE_STATES_AFTER } from '../../credit-notes/credit-note-states.ts'
import { withdrawnValidation } from '../../validations/ending.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A credit note is no longer asked for, and nobody needs to answer about it. */
export const creditNoteWithdrawn = entryKind({
  name: 'creditNote.withdrawn',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    requestId: idSchema,
    actionId: idSchema,
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }) {
    const { requestId, actionId, comment, on } = entry.data
    const found = workIn(file, 'creditNote', requestId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (row.work.state === 'withdrawn') return noop('alreadySo')
    const state = CREDIT_NOTE_STATES_AFTER[row.work.state].withdraw
    if (state === null) return refuse({ type: 'alreadyDecided', by: null, at: null })
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: { ...row, work: { ...row.work, state, endedOn: on } } })
    const validation =
      row.work.validationId === null ? undefined : findWork(file, 'validation', row.work.validationId)
    if (validation) draft.put({ table: 'casework', row: withdrawnValidation(validation, on) })
    return draft.applied({
      actionId: row.actionId,
      itemIds: row.work.items.map(({ itemId }) => itemId),
      text: comment,
    })
  },
})
