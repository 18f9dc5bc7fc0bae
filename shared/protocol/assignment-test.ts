import * as z from 'zod/mini'
import type { Candidate } from '../assignment/candidates.ts'
import type { Assignment } from '../assignment/assign.ts'
import { idSchema } from '../base/ids.ts'
import { settingIdSchema } from '../journal/fields.ts'

/** `POST /api/rules/assignment-test`: who would get a new dispute about an item. */
export const assignmentTestSchema = z.strictObject({
  itemId: idSchema,
  reasonId: z.nullable(settingIdSchema),
})

/** Its answer: by the loads of now, with everybody who was asked. Nothing is opened. */
export type AssignmentTest = Assignment & { candidates: Candidate[] }
