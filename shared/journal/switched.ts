import type { Company } from '../company/company.ts'
import { maySwitch } from '../people/activity.ts'
import { type Decision, noop, refuse } from './decision.ts'
import { fieldChanges } from './file-draft.ts'

/** An account on or off: the row of its person, as the history tells it. */
export function switched(actorId: string, personId: string, active: boolean, company: Company): Decision {
  const person = company.people.get(personId)
  if (!person) return refuse({ type: 'personUnknown' })
  if (!maySwitch(company.people.get(actorId), person)) return refuse({ type: 'notAllowed' })
  if (person.active === active) return noop('alreadySo')
  const change = { table: 'people' as const, row: { ...person, active } }
  return {
    type: 'applied',
    rows: [change],
    caused: [],
    superseded: [],
    leftOut: [],
    story: {
      actionId: null,
      itemIds: [],
      text: null,
      details: { personId },
      changes: fieldChanges(change, person),
    },
  }
}
