import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findWork } from '../../casework/casework.ts'
import { findAction } from '../../clients/client-file.ts'
import { moveCase } from '../../plans/following.ts'
import { promiseWakesOn } from '../../promises/waiting.ts'
import { refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** Made by the calendar: the promised day and its grace days are over without the money. The action is back. */
export const promiseBroken = entryKind({
  name: 'promise.broken',
  v: 1,
  subject: 'client',
  data: z.strictObject({ promiseId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { company, occurred }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { promiseId, actionId, on } = entry.data
    const promise = findWork(file, 'promise', promiseId)
    if (promise?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const { work } = promise
    const action = findAction(file, actionId)
    const isOver = work.state !== 'open' || !action || !isOpenAction(action)
    const wakesOn = isOver ? null : promiseWakesOn(promise, file, on, company)
    if (wakesOn === null || wakesOn > on)
      return {
        type: 'noop',
        reason: 'alreadySo',
        rows: [{ table: 'casework', row: { ...promise, wakesOn } }],
      }
    const draft = new FileDraft(file)
    const broken = { ...work, state: 'broken' as const, endedOn: on }
    draft.put({ table: 'casework', row: { ...promise, wakesOn: null, work: broken } })
    moveCase(draft, actionId, on, stampOf(occurred, entry.id))
    const { amountMinor, currency, paidMinor } = work
    return draft.applied({ actionId, details: { promiseId, amountMinor, currency, paidMinor } })
  },
})
