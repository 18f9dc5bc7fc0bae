import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { workOf } from '../../casework/casework.ts'
import { findAction } from '../../clients/client-file.ts'
import { reverse } from '../../plans/booking.ts'
import { followPlan, isKeptByBooks } from '../../plans/following.ts'
import { PLAN_AFTER } from '../../plans/plan-states.ts'
import { takenBack } from '../../promises/waiting.ts'
import { refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** Made by an import: a payment of the items of a case was taken back. What it had paid is open again. */
export const paymentReversed = entryKind({
  name: 'payment.reversed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    currency: currencySchema,
    amountMinor: amountMinorSchema.check(z.positive()),
    on: calendarDaySchema,
  }),
  may: NOBODY,

  decide(entry, { file }, { company, occurred }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { actionId, currency, amountMinor, on } = entry.data
    if (!findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    const draft = new FileDraft(file)
    const unknownMinor = reverse(draft, entry.data, entry.id)
    for (const plan of workOf(draft.file, 'plan', actionId)) {
      const { reopen } = PLAN_AFTER[plan.work.state]
      const state = plan.work.agreement ? reopen : 'offered'
      if (reopen !== null && state !== null && !isKeptByBooks(plan, draft.file))
        draft.put({ table: 'casework', row: { ...plan, work: { ...plan.work, state, endedOn: null } } })
    }
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)
    const promise = takenBack(actionId, draft.file, entry.data, company.promiseRule)
    if (promise) draft.put({ table: 'casework', row: promise })
    return draft.applied({ actionId, details: { amountMinor, currency, unknownMinor } })
  },
})
