import * as z from 'zod/mini'
import { amountMinorSchema } from '../base/amount.ts'

/** What a condition may ask of, in the file. */
export const ASKED_FIELDS = [
  'client.number',
  'client.name',
  'client.entity',
  'client.collectorId',
  'client.salesId',
  'item.number',
  'item.kind',
  'item.entity',
  'item.currency',
  'reasonId',
  'statusId',
] as const
export type AskedField = (typeof ASKED_FIELDS)[number]

const valuesSchema = z
  .array(z.string().check(z.minLength(1), z.maxLength(200)))
  .check(z.minLength(1), z.maxLength(200))

/** One thing that must be so. A value that ends in `*` asks only how the field begins; capitals do not count. */
export const conditionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('field'), field: z.enum(ASKED_FIELDS), is: valuesSchema }),
  z.strictObject({
    type: z.literal('custom'),
    of: z.enum(['client', 'item']),
    name: z.string().check(z.minLength(1), z.maxLength(64)),
    is: valuesSchema,
  }),
  /** Open balance of the items together, in the company's currency, minor units; both ends included. */
  z.strictObject({
    type: z.literal('amount'),
    fromMinor: z.nullable(amountMinorSchema),
    toMinor: z.nullable(amountMinorSchema),
  }),
])
export type Condition = z.infer<typeof conditionSchema>

/** Conditions that must all hold. */
export const criterionSchema = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(64)),
  conditions: z.array(conditionSchema).check(z.minLength(1), z.maxLength(10)),
})
export type Criterion = z.infer<typeof criterionSchema>
export const criteriaSchema = z.array(criterionSchema).check(z.maxLength(50))

/** Whether new disputes are given to a resolver by themselves. */
export const assignmentRuleSchema = z.strictObject({ active: z.boolean() })
export const DEFAULT_ASSIGNMENT_RULE = { active: false }
