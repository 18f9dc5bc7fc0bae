import * as z from 'zod/mini'
import { ROLES, personIdSchema } from '../../people/person.ts'
import { mayGiveRole } from '../../people/standing.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { nameSchema } from '../fields.ts'
import { personChange } from '../person-change.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** Somebody's name, role or entity is another. Only an administrator makes one, and nobody changes their own role. */
export const personChanged = entryKind({
  name: 'person.changed',
  v: 1,
  subject: 'company',
  data: z.strictObject({
    personId: personIdSchema,
    name: z.optional(nameSchema),
    role: z.optional(z.enum(ROLES)),
    entity: z.optional(z.nullable(nameSchema)),
  }),
  may: RUNS_THE_COMPANY,

  decide(entry, _state, { company }) {
    const { personId, name, role, entity } = entry.data
    const person = company.people.get(personId)
    if (!person) return refuse({ type: 'personUnknown' })
    const actor = company.people.get(entry.by)
    const isNewRole = role !== undefined && role !== person.role
    if (isNewRole && !mayGiveRole(actor, person, role)) return refuse({ type: 'notAllowed' })
    if (actor?.role !== 'administrator' && person.role === 'administrator')
      return refuse({ type: 'notAllowed' })
    return personChange(person, {
      ...person,
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(entity !== undefined && { entity }),
    })
  },
})
