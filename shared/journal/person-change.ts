import type { Person } from '../people/person.ts'
import { type Decision, noop } from './decision.ts'
import { fieldChanges, isSame } from './file-draft.ts'

/** What becomes of a person's row, as the history tells it. */
export function personChange(person: Person, row: Person): Decision {
  if (isSame(person, row)) return noop('alreadySo')
  const change = { table: 'people' as const, row }
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
      details: { personId: person.id },
      changes: fieldChanges(change, person),
    },
  }
}
