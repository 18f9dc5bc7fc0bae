import * as z from 'zod/mini'
import { currencySchema } from '../../base/amount.ts'
import { addDays, calendarDaySchema } from '../../base/calendar-day.ts'
import { idFrom, idSchema } from '../../base/ids.ts'
import { isWorkTaken, newWork, openCaseFor } from '../../casework/work-of-case.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { creditNoteProblems, requestedMinor } from '../../credit-notes/credit-note-problems.ts'
import { creditedItemsSchema } from '../../credit-notes/credited-items.ts'
import type { CreditNoteRequest } from '../../credit-notes/credit-note-request.ts'
import { askedValidation } from '../../validations/asking.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { settingIdSchema, textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A credit note is asked for: so much of some items of a case. Its validation opens with it, in levels by its amount. */
export const creditNoteRequested = entryKind({
  name: 'creditNote.requested',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    requestId: idSchema,
    actionId: idSchema,
    items: creditedItemsSchema,
    currency: currencySchema,
    reasonId: z.nullable(settingIdSchema),
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId, items }) => ({ actionIds: [actionId], itemIds: items.map(({ itemId }) => itemId) }),

  decide(entry, { file: now }, { company, at }) {
    const { requestId, actionId, items, currency, reasonId, comment, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const found = openCaseFor(file, actionId, at)
    if ('refused' in found) return found.refused
    const { action } = found
    const validationId = validationOfRequest(requestId)
    if (isWorkTaken(file, requestId) || isWorkTaken(file, validationId)) return refuse({ type: 'idTaken' })
    const [problem] = creditNoteProblems(items, currency, action.id, file)
    if (problem) return refuseField(problem.field, problem.problem)
    if (reasonId !== null && company.settings.get(reasonId)?.kind !== 'reason')
      return refuse({ type: 'settingUnknown', field: 'reasonId' })

    const request: CreditNoteRequest = {
      type: 'creditNote',
      state: 'inValidation',
      currency,
      items,
      reasonId,
      validationId,
      creditItemId: null,
      by: entry.by,
      madeOn: on,
      endedOn: null,
    }
    const question = {
      question: comment ?? '',
      aboutId: requestId,
      amount: { minor: requestedMinor(request), currency },
      dueOn: addDays(on, company.validationRule.dueDays),
      levels: [],
    }
    const asked = askedValidation(question, entry.by, on, company)
    if ('refusal' in asked) return refuse(asked.refusal)
    const wakesOn = validationWakes(asked.validation, company.validationRule, null, on)
    const draft = new FileDraft(now)
    draft.put({ table: 'casework', row: newWork(requestId, action, request, null) })
    draft.put({ table: 'casework', row: newWork(validationId, action, asked.validation, wakesOn) })
    endIfClosed(draft, action.id)
    return draft.applied({
      actionId: action.id,
      itemIds: items.map(({ itemId }) => itemId),
      text: comment,
      details: {
        amountMinor: question.amount.minor,
        currency,
        ...(asked.skipped > 0 && { skipped: asked.skipped }),
      },
    })
  },
})

/** The validation that opens with a request. */
export function validationOfRequest(requestId: string): string {
  return idFrom(requestId, 'validation')
}
