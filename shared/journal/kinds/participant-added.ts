import * as z from 'zod/mini'
import { participantSchema } from '../../actions/participant.ts'
import { takesPart, unknownParticipant, withParticipant } from '../../actions/taking-part.ts'
import { idSchema } from '../../base/ids.ts'
import { caseWith, openCaseFor } from '../../casework/work-of-case.ts'
import { noop, refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A colleague, a department or a contact takes part in a case. Owner and resolver do so without it. */
export const participantAdded = entryKind({
  name: 'participant.added',
  v: 1,
  subject: 'client',
  data: z.strictObject({ actionId: idSchema, participant: participantSchema }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, at }) {
    const { actionId, participant } = entry.data
    // Words are added to closed cases too, and with them who is named there.
    const found = isByPerson(entry) ? openCaseFor(file, actionId, at) : { action: caseWith(file, actionId) }
    if ('refused' in found) return found.refused
    const { action } = found
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    const unknown = unknownParticipant(participant, file, company)
    if (unknown) return refuse(unknown)
    if (takesPart(action, participant)) return noop('alreadySo')
    const draft = new FileDraft(file)
    draft.put({ table: 'actions', row: withParticipant(action, participant) })
    return draft.applied({ actionId: action.id, details: { ...participant } })
  },
})
