import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { findAction } from '../../clients/client-file.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/** One thing of a case's checklist is done, or is not after all. Who ticks it first did it. */
export const checklistTicked = entryKind({
  name: 'checklist.ticked',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    key: z.string().check(z.minLength(1), z.maxLength(64)),
    done: z.boolean(),
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { at }) {
    const { actionId, key, done } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    const check = action.checklist.find((one) => one.key === key)
    if (!check || (check.doneAt !== null) === done) return noop('alreadySo')
    const ticked = { ...check, doneBy: done ? entry.by : null, doneAt: done ? at : null }
    const draft = new FileDraft(file)
    const checklist = action.checklist.map((one) => (one.key === key ? ticked : one))
    draft.put({ table: 'actions', row: { ...action, checklist } })
    return draft.applied({ actionId, details: { key, done } })
  },
})
