import { workOf } from '../casework/casework.ts'
import type { ClientFile } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { Refusal } from '../journal/outcome.ts'
import { isUnderWay } from '../validations/validation-states.ts'
import { isSameAsked } from '../validations/who-is-asked.ts'
import type { Action } from './action.ts'
import type { Participant } from './participant.ts'

/** Whether somebody takes part in a case already; owner and resolver always do. */
export function takesPart(action: Action, participant: Participant): boolean {
  const runsIt =
    participant.type === 'person' &&
    (participant.id === action.ownerId || participant.id === action.resolverId)
  return runsIt || action.participants.some((one) => isSameAsked(one, participant))
}

/** The action with somebody more; in one order, whoever was added first. */
export function withParticipant(action: Action, participant: Participant): Action {
  const participants = [...action.participants, participant].sort((a, b) =>
    `${a.type} ${a.id}` < `${b.type} ${b.id}` ? -1 : 1,
  )
  return { ...action, participants }
}

/** The action without somebody; the same one where they did not take part. */
export function withoutParticipant(action: Action, participant: Participant): Action {
  const participants = action.participants.filter((one) => !isSameAsked(one, participant))
  return participants.length === action.participants.length ? action : { ...action, participants }
}

/** Why somebody cannot take part: who has left, or what is not there. */
export function unknownParticipant(
  { type, id }: Participant,
  file: ClientFile,
  company: Company,
): Refusal | null {
  switch (type) {
    case 'person':
      return company.people.get(id)?.active ? null : { type: 'personUnknown' }
    case 'department':
      return company.settings.get(id)?.kind === 'department'
        ? null
        : { type: 'settingUnknown', field: 'participant' }
    case 'contact':
      return file.contacts.some((contact) => contact.id === id && !contact.removed)
        ? null
        : { type: 'notFound', what: 'contact' }
  }
}

/** The validation under way in a case that names somebody at a level still to be answered, if any. */
export function validationAsking(participant: Participant, actionId: string, file: ClientFile) {
  return workOf(file, 'validation', actionId).find(
    ({ work }) =>
      isUnderWay(work.state) &&
      work.levels.slice(work.level).some((level) => level.asked.some((one) => isSameAsked(one, participant))),
  )
}
