import * as z from 'zod/mini'
import { wordsSchema } from '../company/words.ts'

export const CATEGORIES = [
  'ongoing',
  'promiseToPay',
  'dispute',
  'disputeResolved',
  'litigation',
  'paymentPlan',
] as const
export type Category = (typeof CATEGORIES)[number]

/** What a status can be shown in; screens have a light and a dark tone of each. */
export const COLOURS = ['violet', 'teal', 'green', 'red', 'blue', 'amber', 'slate', 'pink', 'grey'] as const
export type Colour = (typeof COLOURS)[number]

/** A label a company puts on its items. The category, not the name, decides what it does. */
export const statusSchema = z.strictObject({
  /** Stable word that mappings and imports refer to, for example `dispute`. */
  key: z.string(),
  name: wordsSchema,
  category: z.enum(CATEGORIES),
  /** Without one of its own it has that of its category. */
  colour: z.optional(z.enum(COLOURS)),
  active: z.boolean(),
  /** Calendar days from today to the next action proposed. */
  defaultDays: z.int(),
  /** What follows when it is set: nothing, or a specific action by this template, suggested or opened by itself. */
  action: z.strictObject({
    mode: z.enum(['none', 'suggest', 'create']),
    templateId: z.nullable(z.string().check(z.minLength(1), z.maxLength(64))),
  }),
  /** Whether items that take it stay where they are, leave the scenario while they have it, or leave their case for it. */
  scenario: z.enum(['stays', 'leaves', 'reenters']),
  presetReasonId: z.nullable(z.string()),
  position: z.int(),
})
export type StatusFields = z.infer<typeof statusSchema>
