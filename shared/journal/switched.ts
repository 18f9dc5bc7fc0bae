import type { Company } from '../company/company.ts'
import { maySwitch } from '../people/activity.ts'
import { type Decision, refuse } from './decision.ts'
import { personChange } from './person-change.ts'

/** An account on or off: the row of its person, as the history tells it. */
export function switched(actorId: string, personId: string, active: boolean, company: Company): Decision {
  const person = company.people.get(personId)
  if (!person) return refuse({ type: 'personUnknown' })
  if (!maySwitch(company.people.get(actorId), person)) return refuse({ type: 'notAllowed' })
  return personChange(person, { ...person, active })
}
