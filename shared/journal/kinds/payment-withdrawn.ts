import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findWork } from '../../casework/casework.ts'
import { followPlan } from '../../plans/following.ts'
import { PAYMENT_AFTER } from '../../plans/payment-states.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A payment that was seen by mistake, or never came: what it paid is open again. */
export const paymentWithdrawn = entryKind({
  name: 'payment.withdrawn',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    paymentId: idSchema,
    actionId: idSchema,
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, occurred }) {
    const { paymentId, actionId, comment, on } = entry.data
    const payment = findWork(file, 'payment', paymentId)
    if (payment?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const { work } = payment
    if (work.state === 'withdrawn') return noop('alreadySo')
    if (PAYMENT_AFTER[work.state].withdraw === null)
      return refuse({ type: 'notPossible', what: 'payment', state: work.state })
    const draft = new FileDraft(file)
    draft.put({
      table: 'casework',
      row: { ...payment, wakesOn: null, work: { ...work, state: 'withdrawn' } },
    })
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)
    const details = { paymentId, amountMinor: work.amountMinor, currency: work.currency }
    return draft.applied({ actionId, text: comment, details })
  },
})
