import * as z from 'zod/mini'
import { participantSchema } from '../../actions/participant.ts'
import { validationAsking, withoutParticipant } from '../../actions/taking-part.ts'
import { idSchema } from '../../base/ids.ts'
import { caseWith } from '../../casework/work-of-case.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** Somebody takes part in a case no longer; not while a validation of it still asks them. */
export const participantRemoved = entryKind({
  name: 'participant.removed',
  v: 1,
  subject: 'client',
  data: z.strictObject({ actionId: idSchema, participant: participantSchema }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }) {
    const { actionId, participant } = entry.data
    const action = caseWith(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    const next = withoutParticipant(action, participant)
    if (next === action) return noop('alreadySo')
    if (validationAsking(participant, action.id, file)) return refuse({ type: 'stillAsked' })
    const draft = new FileDraft(file)
    draft.put({ table: 'actions', row: next })
    return draft.applied({ actionId: action.id, details: { ...participant } })
  },
})
