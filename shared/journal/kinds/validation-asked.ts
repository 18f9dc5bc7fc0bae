import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { isWorkTaken, newWork, openCaseFor } from '../../casework/work-of-case.ts'
import { requestedMinor } from '../../credit-notes/credit-note-problems.ts'
import { CREDIT_NOTE_STATES_AFTER } from '../../credit-notes/credit-note-states.ts'
import { askedValidation } from '../../validations/asking.ts'
import { askedSchema } from '../../validations/validation.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * A question to people, roles or departments, in levels. Without levels the company's rule says by the amount who is
 * asked; about a credit note request it always does, and the amount is the request's.
 */
export const validationAsked = entryKind({
  name: 'validation.asked',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    validationId: idSchema,
    actionId: idSchema,
    question: textSchema,
    aboutId: z.nullable(idSchema),
    amountMinor: z.nullable(amountMinorSchema),
    currency: z.nullable(currencySchema),
    dueOn: calendarDaySchema,
    levels: z
      .array(
        z.strictObject({
          asked: z.array(askedSchema).check(z.minLength(1), z.maxLength(50)),
          needs: z.enum(['one', 'all']),
        }),
      )
      .check(z.maxLength(10)),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now }, { company, at }) {
    const { validationId, actionId, question, aboutId, dueOn, levels, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const found = openCaseFor(file, actionId, at)
    if ('refused' in found) return found.refused
    const { action } = found
    if (isWorkTaken(file, validationId)) return refuse({ type: 'idTaken' })
    if ((entry.data.amountMinor === null) !== (entry.data.currency === null))
      return refuseField('data.amountMinor', 'an amount has a currency')
    let amount =
      entry.data.amountMinor === null || entry.data.currency === null
        ? null
        : { minor: entry.data.amountMinor, currency: entry.data.currency }

    const draft = new FileDraft(now)
    if (aboutId !== null) {
      const request = findWork(file, 'creditNote', aboutId)
      const about = request ?? findWork(file, 'plan', aboutId)
      if (about?.actionId !== action.id) return refuse({ type: 'notFound', what: 'work' })
      if (request) {
        const state = CREDIT_NOTE_STATES_AFTER[request.work.state].ask
        if (state === null) return refuse({ type: 'alreadyDecided', by: null, at: null })
        if (levels.length > 0) return refuseField('data.levels', 'a credit note is asked for by its amount')
        const minor = requestedMinor(request.work)
        if (amount && (amount.minor !== minor || amount.currency !== request.work.currency))
          return refuse({
            type: 'changedSince',
            fields: [{ field: 'amountMinor', before: amount.minor, after: minor }],
          })
        amount = { minor, currency: request.work.currency }
        draft.put({ table: 'casework', row: { ...request, work: { ...request.work, state, validationId } } })
      }
    }
    const asked = askedValidation({ question, aboutId, amount, dueOn, levels }, entry.by, on, company)
    if ('refusal' in asked) return refuse(asked.refusal)
    const wakesOn = validationWakes(asked.validation, company.validationRule, null, on)
    draft.put({ table: 'casework', row: newWork(validationId, action, asked.validation, wakesOn) })
    endIfClosed(draft, action.id)
    return draft.applied({
      actionId: action.id,
      text: question,
      details: asked.skipped > 0 ? { skipped: asked.skipped } : {},
    })
  },
})
