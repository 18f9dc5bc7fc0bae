import * as z from 'zod/mini'
import { conditionSchema } from '../assignment/criteria.ts'
import { amountMinorSchema } from '../base/amount.ts'
import { wordsSchema } from '../company/words.ts'

export const STEP_TYPES = ['call', 'email', 'letter'] as const
export const STEP_MODES = ['manual', 'automatic', 'confirmed'] as const

/** Hours of the company's day, from the first to before the last. */
const hoursSchema = z.strictObject({
  from: z.int().check(z.minimum(0), z.maximum(23)),
  to: z.int().check(z.minimum(1), z.maximum(24)),
})

const stepSchema = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(64)),
  /** Calendar days after `from`. */
  days: z.int().check(z.minimum(-365), z.maximum(3650)),
  from: z.enum(['dueDate', 'lastStep']),
  type: z.enum(STEP_TYPES),
  name: wordsSchema,
  /** What is prepared for it. */
  messageTemplateId: z.nullable(z.string()),
  /** By hand; prepared by itself; prepared and looked at by somebody before it goes. */
  mode: z.enum(STEP_MODES),
  /** Company's currency, minor units: nothing is due while less than this is in the scenario. */
  minMinor: amountMinorSchema.check(z.nonnegative()),
  /** Days of the week it may fall on, 1 is Monday. */
  weekdays: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  hours: hoursSchema,
})
export type ScenarioStep = z.infer<typeof stepSchema>

/** The standard dunning routine of a client; a scenario without steps is legal. */
export const scenarioSchema = z.strictObject({
  key: z.string(),
  name: wordsSchema,
  steps: z.array(stepSchema).check(z.maxLength(50)),
  /** Calendar days an item that came back from a case is left alone. */
  graceDays: z.int().check(z.minimum(0), z.maximum(365)),
  active: z.boolean(),
  /** Clients that neither somebody nor a rule gave another one have this. */
  isDefault: z.boolean(),
})

/** Clients of which all this is so have the scenario, unless somebody gave them one by hand. */
export const scenarioRuleSchema = z.strictObject({
  scenarioId: z.string().check(z.minLength(1), z.maxLength(64)),
  conditions: z.array(conditionSchema).check(z.minLength(1), z.maxLength(10)),
  active: z.boolean(),
  position: z.int(),
})

/** Prepared text of a step, with variables in braces. */
export const messageTemplateSchema = z.strictObject({
  name: wordsSchema,
  subject: wordsSchema,
  body: wordsSchema,
  active: z.boolean(),
  position: z.int(),
})

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** What a step has where nobody has said otherwise. */
export const PLAIN_STEP = {
  from: 'dueDate',
  messageTemplateId: null,
  mode: 'manual',
  minMinor: 0,
  weekdays: EVERY_DAY,
  hours: { from: 0, to: 24 },
} as const satisfies Partial<ScenarioStep>
