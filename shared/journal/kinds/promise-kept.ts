import * as z from 'zod/mini'
import { closingByRule } from '../../actions/closing-by-rule.ts'
import { closesBySettling } from '../../actions/ready-to-close.ts'
import { isOpenAction } from '../../actions/action.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { findAction } from '../../clients/client-file.ts'
import { PROMISE_AFTER } from '../../promises/promise-states.ts'
import { noop, refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/**
 * The books brought all that was promised. An action that only checked the promise is done: items that are still open go
 * back to the scenario. A case goes on, unless its kind closes when its items are settled.
 */
export const promiseKept = entryKind({
  name: 'promise.kept',
  v: 1,
  subject: 'client',
  data: z.strictObject({ promiseId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,

  decide(entry, { file }, { company }) {
    if (isByPerson(entry)) return refuse({ type: 'notAllowed' })
    const { promiseId, actionId, on } = entry.data
    const promise = findWork(file, 'promise', promiseId)
    if (promise?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const { work } = promise
    if (work.state === 'kept') return noop('alreadySo')
    const state = PROMISE_AFTER[work.state].keep
    if (state === null) return refuse({ type: 'notPossible', what: 'promise', state: work.state })
    const draft = new FileDraft(file)
    draft.put({
      table: 'casework',
      row: { ...promise, wakesOn: null, work: { ...work, state, endedOn: on } },
    })
    const action = findAction(file, actionId)
    if (action && isOpenAction(action) && action.type === 'promiseCheck')
      draft.caused = [closingByRule(entry, actionId, on, 'asBefore')]
    else if (closesBySettling(actionId, draft.file, company))
      draft.caused = [closingByRule(entry, actionId, on, 'unchanged')]
    const details = { promiseId, amountMinor: work.amountMinor, currency: work.currency }
    return draft.applied({ actionId, details })
  },
})
