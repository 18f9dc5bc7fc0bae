import * as z from 'zod/mini'
import { addDays, calendarDaySchema, laterDay } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { creditNoteProblems, requestedMinor } from '../../credit-notes/credit-note-problems.ts'
import { CREDIT_NOTE_STATES_AFTER } from '../../credit-notes/credit-note-states.ts'
import { creditedDifferences, creditedItemsSchema } from '../../credit-notes/credited-items.ts'
import { freshLevels } from '../../validations/asking.ts'
import { VALIDATION_STATES_AFTER } from '../../validations/validation-states.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * Other items or amounts are asked for before the request is approved, by somebody who saw what it asked (`was`). What
 * was answered was about something else: all levels of the new amount are asked anew.
 */
export const creditNoteChanged = entryKind({
  name: 'creditNote.changed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    requestId: idSchema,
    actionId: idSchema,
    was: creditedItemsSchema,
    items: creditedItemsSchema,
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId, items }) => ({ actionIds: [actionId], itemIds: items.map(({ itemId }) => itemId) }),

  decide(entry, { file: now }, { company, at }) {
    const { requestId, actionId, was, items, comment, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const found = workIn(file, 'creditNote', requestId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    const state = CREDIT_NOTE_STATES_AFTER[row.work.state].change
    if (state === null)
      return refuse(
        row.work.state === 'withdrawn'
          ? { type: 'closed', by: null, at: null }
          : { type: 'alreadyDecided', by: null, at: null },
      )
    if (creditedDifferences(row.work.items, items).length === 0) return noop('alreadySo')
    const fields = creditedDifferences(was, row.work.items)
    if (fields.length > 0) return refuse({ type: 'changedSince', fields })
    const [problem] = creditNoteProblems(items, row.work.currency, row.actionId, file, row.id)
    if (problem) return refuseField(problem.field, problem.problem)

    const draft = new FileDraft(now)
    const work = { ...row.work, items, state }
    const minor = requestedMinor(work)
    draft.put({ table: 'casework', row: { ...row, work } })
    const validation =
      row.work.validationId === null ? undefined : findWork(file, 'validation', row.work.validationId)
    const again = validation && VALIDATION_STATES_AFTER[validation.work.state].change
    if (validation && again) {
      const { currency } = row.work
      const { levels } = freshLevels([], { minor, currency }, validation.work.askedBy, on, company)
      if (levels.length === 0) return refuseField('data.items', 'nobody is left who could answer')
      const dueOn = laterDay(validation.work.dueOn, addDays(on, company.validationRule.dueDays))
      const anew = {
        ...validation.work,
        state: again,
        amountMinor: minor,
        currency,
        levels,
        level: 0,
        reminders: 0,
        dueOn,
      }
      const wakesOn = validationWakes(anew, company.validationRule, null, on)
      draft.put({ table: 'casework', row: { ...validation, work: anew, wakesOn } })
    }
    endIfClosed(draft, row.actionId)
    return draft.applied({
      actionId: row.actionId,
      itemIds: items.map(({ itemId }) => itemId),
      text: comment,
      details: { amountMinor: minor, currency: row.work.currency },
    })
  },
})
