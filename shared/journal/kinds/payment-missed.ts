import * as z from 'zod/mini'
import { addDays, calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findWork } from '../../casework/casework.ts'
import { doesCount, seenCountsUntil } from '../../plans/allocation.ts'
import { moveCase, wakePlan } from '../../plans/following.ts'
import { refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** Made by the calendar: the books never brought a payment that was seen. It counts no more, and the case is back. */
export const paymentMissed = entryKind({
  name: 'payment.missed',
  v: 1,
  subject: 'client',
  data: z.strictObject({ paymentId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { company, occurred }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { paymentId, actionId, on } = entry.data
    const payment = findWork(file, 'payment', paymentId)
    if (payment?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const { work } = payment
    const stillCounts = work.state === 'seen' && doesCount(work, on, company.planRule)
    if (work.state !== 'seen' || stillCounts || payment.wakesOn === null) {
      const wakesOn = stillCounts ? addDays(seenCountsUntil(work, company.planRule), 1) : null
      return {
        type: 'noop',
        reason: 'alreadySo',
        rows: [{ table: 'casework', row: { ...payment, wakesOn } }],
      }
    }
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: { ...payment, wakesOn: null } })
    wakePlan(draft, actionId, on, company.planRule)
    moveCase(draft, actionId, on, stampOf(occurred, entry.id))
    const details = { paymentId, amountMinor: work.amountMinor, currency: work.currency }
    return draft.applied({ actionId, details })
  },
})
