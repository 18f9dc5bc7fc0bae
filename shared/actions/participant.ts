import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { personIdSchema } from '../people/person.ts'

/**
 * Somebody who takes part in a case: a colleague, everybody of a department, or one of the client's contacts. Colleagues
 * hold the case; a contact is told what it is sent and holds nothing.
 */
export const participantSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person'), id: personIdSchema }),
  z.strictObject({ type: z.literal('department'), id: z.string().check(z.minLength(1), z.maxLength(64)) }),
  z.strictObject({ type: z.literal('contact'), id: idSchema }),
])
export type Participant = z.infer<typeof participantSchema>
