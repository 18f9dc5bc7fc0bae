import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import type { CaseworkOf } from '../../casework/casework.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { staysOf } from '../../clients/client-file.ts'
import { moveCase } from '../../plans/following.ts'
import { hostOf, refusedAsAmiss } from '../../plans/making.ts'
import { balanceOf } from '../../plans/owed.ts'
import { promiseProblems } from '../../plans/plan-problems.ts'
import { brokenFrom, openPromise } from '../../promises/waiting.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * The client promises to pay an amount on a day; the action is back on that day. Of two promises the one made on the later
 * day stands, whichever arrives first.
 */
export const promiseMade = entryKind({
  name: 'promise.made',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    promiseId: idSchema,
    actionId: idSchema,
    currency: currencySchema,
    amountMinor: amountMinorSchema,
    promisedOn: calendarDaySchema,
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now, holds }, { company, at, occurred }) {
    const { promiseId, actionId, currency, amountMinor, promisedOn, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const host = hostOf(actionId, file, at, false)
    if ('no' in host) return host.no
    if (file.casework.some(({ id }) => id === promiseId)) return refuse({ type: 'idTaken' })
    if (holds === 'case' && staysOf(file, host).length === 0) return { type: 'unknown' }
    const amiss = refusedAsAmiss(
      promiseProblems({ currency, amountMinor, promisedOn }, balanceOf(actionId, file), on),
      currency,
    )
    if (amiss) return amiss

    const draft = new FileDraft(now)
    const earlier = openPromise(actionId, file)
    const later = earlier && earlier.work.madeOn > on ? earlier : null
    if (earlier && !later) draft.put({ table: 'casework', row: replaced(earlier, on) })
    const promise: CaseworkOf<'promise'> = {
      id: promiseId,
      clientId: file.client.id,
      actionId,
      work: {
        type: 'promise',
        state: 'open',
        currency,
        amountMinor,
        promisedOn,
        paidMinor: 0,
        by: entry.by,
        madeOn: on,
        endedOn: null,
      },
      wakesOn: brokenFrom({ promisedOn }, company.promiseRule),
      removed: false,
      version: 0,
    }
    draft.put({ table: 'casework', row: later ? replaced(promise, later.work.madeOn) : promise })
    if (!later) moveCase(draft, actionId, promisedOn, stampOf(occurred, entry.id))
    endIfClosed(draft, actionId)
    return draft.applied({ actionId, details: { promiseId, amountMinor, currency, promisedOn } })
  },
})

function replaced(promise: CaseworkOf<'promise'>, on: string): CaseworkOf<'promise'> {
  return { ...promise, wakesOn: null, work: { ...promise.work, state: 'replaced', endedOn: on } }
}
