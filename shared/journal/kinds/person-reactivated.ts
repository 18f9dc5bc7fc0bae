import * as z from 'zod/mini'
import { personIdSchema } from '../../people/person.ts'
import { entryKind } from '../entry-kind.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'
import { switched } from '../switched.ts'

/** An account that was switched off is opened again. */
export const personReactivated = entryKind({
  name: 'person.reactivated',
  v: 1,
  subject: 'company',
  data: z.strictObject({ personId: personIdSchema }),
  may: RUNS_THE_COMPANY,

  decide: (entry, _state, { company }) => switched(entry.by, entry.data.personId, true, company),
})
