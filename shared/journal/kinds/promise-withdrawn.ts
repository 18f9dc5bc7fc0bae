import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findWork } from '../../casework/casework.ts'
import { PROMISE_AFTER } from '../../promises/promise-states.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A promise that was recorded by mistake, or taken back. */
export const promiseWithdrawn = entryKind({
  name: 'promise.withdrawn',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    promiseId: idSchema,
    actionId: idSchema,
    comment: z.nullable(textSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }) {
    const { promiseId, actionId, comment, on } = entry.data
    const promise = findWork(file, 'promise', promiseId)
    if (promise?.actionId !== actionId) return refuse({ type: 'notFound', what: 'work' })
    const { work } = promise
    if (work.state === 'withdrawn') return noop('alreadySo')
    const state = PROMISE_AFTER[work.state].withdraw
    if (state === null) return refuse({ type: 'notPossible', what: 'promise', state: work.state })
    const draft = new FileDraft(file)
    draft.put({
      table: 'casework',
      row: { ...promise, wakesOn: null, work: { ...work, state, endedOn: on } },
    })
    return draft.applied({ actionId, text: comment, details: { promiseId } })
  },
})
