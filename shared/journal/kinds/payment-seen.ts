import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../../base/amount.ts'
import { addDays, calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction } from '../../clients/client-file.ts'
import { seenCountsUntil } from '../../plans/allocation.ts'
import { followPlan } from '../../plans/following.ts'
import { PAYMENT_MEANS } from '../../plans/payment.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * Somebody saw a payment that the books do not have yet. Always kept, in a closed case too; where its case was never
 * opened, the history of the client tells it.
 */
export const paymentSeen = entryKind({
  name: 'payment.seen',
  v: 1,
  subject: 'client',
  additive: true,
  data: z.strictObject({
    paymentId: idSchema,
    actionId: z.nullable(idSchema),
    currency: currencySchema,
    amountMinor: amountMinorSchema.check(z.positive({ error: 'a payment is more than nothing' })),
    on: calendarDaySchema,
    means: z.enum(PAYMENT_MEANS),
    /** Said by hand; null: found by rule. */
    instalmentId: z.nullable(idSchema),
    note: z.nullable(textSchema),
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: actionId ? [actionId] : [] }),

  decide(entry, { file }, { company, occurred }) {
    const { paymentId, actionId, note, on, ...payment } = entry.data
    const details = {
      paymentId,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      means: payment.means,
    }
    const draft = new FileDraft(file)
    if (actionId === null) return draft.applied({ text: note, details: { ...details, on } })
    if (!findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    if (file.casework.some(({ id }) => id === paymentId)) return noop('alreadySo')
    draft.put({
      table: 'casework',
      row: {
        id: paymentId,
        clientId: file.client.id,
        actionId,
        work: { type: 'payment', state: 'seen', ...payment, on, note, by: entry.by, bookedOn: null },
        wakesOn: addDays(seenCountsUntil({ on }, company.planRule), 1),
        removed: false,
        version: 0,
      },
    })
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)
    return draft.applied({ actionId, text: note, details })
  },
})
