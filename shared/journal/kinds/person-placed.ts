import * as z from 'zod/mini'
import { personIdSchema } from '../../people/person.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'
import { personChange } from '../person-change.ts'

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
    const isThere = company.departments.some(({ id, data }) => id === departmentId && data.active)
    if (departmentId !== null && !isThere) return refuse({ type: 'settingUnknown', field: 'departmentId' })
    return personChange(person, { ...person, departmentId })
  },
})
