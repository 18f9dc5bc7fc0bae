import * as z from 'zod/mini'
import { personIdSchema } from '../../people/person.ts'
import { entryKind } from '../entry-kind.ts'
import { RUNS_THE_COMPANY } from '../permissions.ts'
import { switched } from '../switched.ts'

/** An account is switched off: its person signs in no more, and their devices give up what they hold at the next contact. */
export const personDeactivated = entryKind({
  name: 'person.deactivated',
  v: 1,
  subject: 'company',
  data: z.strictObject({ personId: personIdSchema }),
  may: RUNS_THE_COMPANY,

  decide: (entry, _state, { company }) => switched(entry.by, entry.data.personId, false, company),
})
