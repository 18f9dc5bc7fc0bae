import * as z from 'zod/mini'
import { personIdSchema } from '../../people/person.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { fieldChanges } from '../file-draft.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** Somebody works in a department from now on, or in none: what it is asked, they are asked. */
export const personPlaced = entryKind({
  name: 'person.placed',
  v: 1,
  subject: 'company',
  data: z.strictObject({
    personId: personIdSchema,
    departmentId: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
  }),
  may: RUNS_THE_COMPANY,

  decide(entry, _state, { company }) {
    const { personId, departmentId } = entry.data
    const person = company.people.get(personId)
    if (!person) return refuse({ type: 'personUnknown' })
    if (person.departmentId === departmentId) return noop('alreadySo')
    const isThere = company.departments.some(({ id, data }) => id === departmentId && data.active)
    if (departmentId !== null && !isThere) return refuse({ type: 'settingUnknown', field: 'departmentId' })
    const change = { table: 'people' as const, row: { ...person, departmentId } }
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
  },
})
