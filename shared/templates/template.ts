import * as z from 'zod/mini'
import { ACTION_TYPES, KIND_NAMES } from '../actions/kinds.ts'
import { wordsSchema } from '../company/words.ts'
import { personIdSchema } from '../people/person.ts'

/** What a name pattern may name; anything else in braces stands as it is written. */
export const NAME_VARIABLES = ['status', 'reason', 'number', 'count', 'client', 'amount', 'due'] as const
export type NameVariable = (typeof NAME_VARIABLES)[number]

/** What a specific action is opened with when a status asks for it, or somebody picks it. */
export const templateSchema = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(64)),
  name: wordsSchema,
  type: z.enum(ACTION_TYPES),
  /** Only a follow-up has a kind. */
  kind: z.nullable(z.enum(KIND_NAMES)),
  /** Words with variables in braces, such as `{reason} {number}`. */
  namePattern: wordsSchema,
  owner: z.strictObject({
    by: z.enum(['opener', 'collector', 'person']),
    personId: z.nullable(personIdSchema),
  }),
  resolver: z.strictObject({
    by: z.enum(['nobody', 'person', 'assignment']),
    personId: z.nullable(personIdSchema),
  }),
  /** Calendar days to the next date; null: those of the status. */
  days: z.nullable(z.int().check(z.minimum(0), z.maximum(365))),
  /** Keys of the stages of its kind that are gone through, in their order; null: all of them. */
  stageIds: z.nullable(z.array(z.string()).check(z.minLength(1), z.maxLength(30))),
  checklist: z.array(wordsSchema).check(z.maxLength(30)),
  /** It closes by itself when its last item is settled, whatever its kind says. */
  closesByItself: z.boolean(),
  active: z.boolean(),
  position: z.int(),
})
export type TemplateFields = z.infer<typeof templateSchema>
