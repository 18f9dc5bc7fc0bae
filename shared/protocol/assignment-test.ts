import * as z from 'zod/mini'
import type { Candidate } from '../assignment/candidates.ts'
import type { Assignment } from '../assignment/assign.ts'
import { idSchema } from '../base/ids.ts'
import { settingIdSchema } from '../journal/fields.ts'
import { personIdSchema } from '../people/person.ts'

/** `POST /api/rules/assignment-test`: who would get a new dispute about an item. */
export const assignmentTestSchema = z.strictObject({
  itemId: idSchema,
  reasonId: z.nullable(settingIdSchema),
})

const personIds = z.array(personIdSchema)

/** Its answer: by the loads of now, with everybody who was asked. Nothing is opened. */
export const assignmentTestAnswerSchema = z.object({
  resolverId: z.nullable(personIdSchema),
  because: z.discriminatedUnion('type', [
    z.object({ type: z.literal('noMatch') }),
    z.object({ type: z.literal('allAway'), personIds }),
    z.object({ type: z.literal('needsLoads'), personIds }),
    z.object({
      type: z.literal('matched'),
      personId: personIdSchema,
      criterionKey: z.string(),
      conditions: z.int(),
      tiedWith: personIds,
      openCases: z.nullable(z.int()),
      insteadOf: personIds,
    }),
  ]),
  candidates: z.array(
    z.object({
      personId: personIdSchema,
      criterionKey: z.nullable(z.string()),
      matched: z.boolean(),
      specificity: z.int(),
      openCases: z.int(),
      isAbsent: z.boolean(),
      substituteId: z.nullable(personIdSchema),
    }),
  ),
})
export type AssignmentTest = Assignment & { candidates: Candidate[] }
