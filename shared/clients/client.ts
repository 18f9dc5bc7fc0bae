import * as z from 'zod/mini'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { customFieldsSchema } from '../base/custom-fields.ts'
import { stampsSchema } from '../base/stamp.ts'
import { personIdSchema } from '../people/person.ts'

/** The customer who owes. `scenarioStep` is what was last done of the standard routine, or moved to. */
export const clientSchema = z.strictObject({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  entity: z.nullable(z.string()),
  collectorId: z.nullable(personIdSchema),
  salesId: z.nullable(personIdSchema),
  /** What the source last said of the collector: a collector named there applies only when this changes. */
  sourceCollector: z.nullable(z.string()),
  scenarioId: z.nullable(z.string()),
  scenarioStep: z.nullable(
    z.strictObject({
      leaderItemId: z.string(),
      /** Index of the next step to do. */
      next: z.int(),
      /** Day the next step was moved to, or null for the day the scenario says. */
      movedTo: z.nullable(calendarDaySchema),
      /** Day the step before it was done; rows of before do not tell. */
      lastOn: z.optional(z.nullable(calendarDaySchema)),
      /** Day the next step was prepared. */
      preparedOn: z.optional(z.nullable(calendarDaySchema)),
    }),
  ),
  /** The scenario somebody gave it by hand; it comes before rules and the books. */
  ownScenarioId: z.nullable(z.string()),
  /** Further columns of the books, by their name. */
  fields: customFieldsSchema,
  stamps: stampsSchema,
  version: z.int(),
})
export type Client = z.infer<typeof clientSchema>

export const contactFieldsSchema = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  role: z.nullable(z.string().check(z.maxLength(200))),
  email: z.nullable(z.string().check(z.maxLength(320))),
  phone: z.nullable(z.string().check(z.maxLength(60))),
})
export type ContactFields = z.infer<typeof contactFieldsSchema>

export const contactSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  ...contactFieldsSchema.shape,
  removed: z.boolean(),
  stamps: stampsSchema,
  version: z.int(),
})
export type Contact = z.infer<typeof contactSchema>
