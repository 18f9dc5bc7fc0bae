import * as z from 'zod/mini'
import { absenceSchema, personIdSchema } from '../../people/person.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { personChange } from '../person-change.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'

/** Somebody is away for some days, and who takes new cases meanwhile; null: they are here. */
export const personAbsent = entryKind({
  name: 'person.absent',
  v: 1,
  subject: 'company',
  data: z.strictObject({ personId: personIdSchema, absence: z.nullable(absenceSchema) }),
  may: RUNS_THE_COMPANY,

  decide(entry, _state, { company }) {
    const { personId, absence } = entry.data
    const person = company.people.get(personId)
    if (!person) return refuse({ type: 'personUnknown' })
    if (absence) {
      const { from, to, substituteId } = absence
      if (from > to) return refuseField('data.absence.to', 'endsBeforeItBegins')
      if (substituteId === personId) return refuseField('data.absence.substituteId', 'standsInForThemselves')
      if (substituteId !== null && !company.people.get(substituteId)?.active)
        return refuse({ type: 'personUnknown' })
    }
    return personChange(person, { ...person, absence })
  },
})
