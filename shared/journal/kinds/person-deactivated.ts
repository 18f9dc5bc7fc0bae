import * as z from 'zod/mini'
import { maySucceed } from '../../people/activity.ts'
import { personIdSchema } from '../../people/person.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'
import { switched } from '../switched.ts'

/**
 * An account is switched off: its person signs in no more, and their devices give up what they hold at the next contact.
 * Open cases and client files go to the successor, where one is named: file by file, by entries of the rules.
 */
export const personDeactivated = entryKind({
  name: 'person.deactivated',
  v: 2,
  subject: 'company',
  data: z.strictObject({ personId: personIdSchema, successorId: z.nullable(personIdSchema) }),
  may: RUNS_THE_COMPANY,

  decide(entry, _state, { company }) {
    const { personId, successorId } = entry.data
    const decision = switched(entry.by, personId, false, company)
    const person = company.people.get(personId)
    if (decision.type !== 'applied' || !person || successorId === null) return decision
    if (!maySucceed(company.people.get(successorId), person))
      return refuseField('data.successorId', 'maySucceedNobody')
    const { story } = decision
    return { ...decision, story: { ...story, details: { ...story.details, successorId } } }
  },
})
