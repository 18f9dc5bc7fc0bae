import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction } from '../../clients/client-file.ts'
import { book } from '../../plans/booking.ts'
import { followPlan, isKeptByBooks, ruleEntry } from '../../plans/following.ts'
import { runningPlan } from '../../plans/plan-standing.ts'
import { openPromise } from '../../promises/waiting.ts'
import { refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** Made by an import: the items of a case were paid. It confirms what was seen, and counts for plan and promise. */
export const paymentBooked = entryKind({
  name: 'payment.booked',
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
    book(draft, entry.data, entry.id)
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)

    const plan = runningPlan(actionId, draft.file)
    if (plan && isKeptByBooks(plan, draft.file))
      draft.caused.push(ruleEntry(entry, 'planKept', 'plan.kept', 1, { planId: plan.id, actionId, on }))
    const promise = openPromise(actionId, draft.file)
    if (promise?.work.currency === currency) {
      const paidMinor = promise.work.paidMinor + amountMinor
      draft.put({ table: 'casework', row: { ...promise, work: { ...promise.work, paidMinor } } })
      if (paidMinor >= promise.work.amountMinor) {
        const data = { promiseId: promise.id, actionId, on }
        draft.caused.push(ruleEntry(entry, 'promiseKept', 'promise.kept', 1, data))
      }
    }
    return draft.applied({ actionId, details: { amountMinor, currency } })
  },
})
