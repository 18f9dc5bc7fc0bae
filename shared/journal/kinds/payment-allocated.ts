import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findWork } from '../../casework/casework.ts'
import { followPlan } from '../../plans/following.ts'
import { PAYMENT_AFTER } from '../../plans/payment-states.ts'
import { runningPlan } from '../../plans/plan-standing.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A payment is said to be for one instalment; null gives it back to the rule. */
export const paymentAllocated = entryKind({
  name: 'payment.allocated',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    paymentId: idSchema,
    actionId: idSchema,
    instalmentId: z.nullable(idSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, occurred }) {
    const { paymentId, actionId, instalmentId, on } = entry.data
    const payment = findWork(file, 'payment', paymentId)
    if (payment?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const { work } = payment
    if (work.instalmentId === instalmentId) return noop('alreadySo')
    if (PAYMENT_AFTER[work.state].allocate === null)
      return refuse({ type: 'notPossible', what: 'payment', state: work.state })
    const plan = runningPlan(actionId, file)
    if (instalmentId !== null && !plan?.work.instalments.some(({ id }) => id === instalmentId))
      return refuseField('data.instalmentId', 'no instalment of the plan that runs')
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: { ...payment, work: { ...work, instalmentId } } })
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)
    const details = { paymentId, amountMinor: work.amountMinor, currency: work.currency }
    return draft.applied({ actionId, details })
  },
})
