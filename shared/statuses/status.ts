import * as z from 'zod/mini'
import { KIND_NAMES } from '../actions/kinds.ts'
import { wordsSchema } from '../company/words.ts'

const CATEGORIES = [
  'ongoing',
  'promiseToPay',
  'dispute',
  'disputeResolved',
  'litigation',
  'paymentPlan',
] as const
export type Category = (typeof CATEGORIES)[number]

/** A label a company puts on its items. The category, not the name, decides what it does. */
export const statusSchema = z.strictObject({
  /** Stable word that mappings and imports refer to, for example `dispute`. */
  key: z.string(),
  name: wordsSchema,
  category: z.enum(CATEGORIES),
  active: z.boolean(),
  /** Calendar days from today to the next action proposed. */
  defaultDays: z.int(),
  action: z.strictObject({
    mode: z.enum(['none', 'suggest', 'create']),
    kind: z.nullable(z.enum(KIND_NAMES)),
  }),
  presetReasonId: z.nullable(z.string()),
  position: z.int(),
})
export type StatusFields = z.infer<typeof statusSchema>
