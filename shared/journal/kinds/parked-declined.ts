import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { findParked, isWaiting } from '../../parked/parked.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'
import { ended } from './parked-lapsed.ts'

/** Whoever is in charge now does not want what somebody wanted who is not any more; its author is told, with the words. */
export const parkedDeclined = entryKind({
  name: 'parked.declined',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    parkedId: idSchema,
    actionId: z.nullable(idSchema),
    comment: z.nullable(textSchema),
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: actionId ? [actionId] : [] }),

  decide(entry, { file }, { at }) {
    const { parkedId, actionId, comment } = entry.data
    const parked = findParked(file, parkedId)
    if (parked?.actionId !== actionId || !parked) return refuse({ type: 'notFound', what: 'entry' })
    if (parked.decision === 'declined') return noop('alreadySo')
    if (!isWaiting(parked))
      return refuse({ type: 'alreadyDecided', by: parked.decidedBy, at: parked.decidedAt })
    const draft = new FileDraft(file)
    draft.put({
      table: 'parked',
      row: { ...parked, decision: 'declined', decidedBy: entry.by, decidedAt: at },
    })
    const refusal = { type: 'declined' as const, by: entry.by, text: comment }
    return ended(draft, parked, refusal, comment)
  },
})
