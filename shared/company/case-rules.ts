import * as z from 'zod/mini'
import { amountMinorSchema } from '../base/amount.ts'
import { KIND_NAMES } from '../actions/kinds.ts'
import { askedSchema } from '../validations/validation.ts'
import { wordsSchema } from './words.ts'

const daysSchema = z.int().check(z.minimum(0), z.maximum(365))

/** One stage of a kind of follow-up, such as a summons. */
const stageSchema = z.strictObject({
  key: z.string().check(z.minLength(1), z.maxLength(64)),
  name: wordsSchema,
  /** Cases are moved to active stages only; one that is retired stays on the cases that are in it. */
  active: z.boolean(),
  /** Calendar days from moving on to the next date; null leaves the date alone. */
  days: z.nullable(daysSchema),
  /** Whether moving on asks for an internal comment first. */
  asksComment: z.boolean(),
})
export type Stage = z.infer<typeof stageSchema>

/** How a company runs one kind of follow-up. */
export const caseKindSchema = z.strictObject({
  kind: z.enum(KIND_NAMES),
  name: wordsSchema,
  active: z.boolean(),
  stages: z.array(stageSchema).check(z.maxLength(30)),
  /** A case of this kind closes by itself when its last item is settled; otherwise it says that it is ready to close. */
  closesWhenSettled: z.boolean(),
})

export const departmentSchema = z.strictObject({
  key: z.string(),
  name: wordsSchema,
  active: z.boolean(),
  position: z.int(),
})

export const promiseRuleSchema = z.strictObject({
  /** Calendar days after the promised day before a promise is broken. */
  graceDays: daysSchema,
  /** Calendar days from today that the quick promise proposes. */
  quickDays: daysSchema,
})

export const planRuleSchema = z.strictObject({
  /** Calendar days after its date before an instalment is late. */
  graceDays: daysSchema,
  /** So many late instalments at once break the plan. */
  brokenAfter: z.int().check(z.minimum(1), z.maximum(12)),
  /** What becomes of the items of a broken plan. */
  brokenThen: z.enum(['scenario', 'litigation']),
  /** Calendar days a payment that was seen counts before the books must have it. */
  seenCountsDays: daysSchema,
})

export const validationRuleSchema = z.strictObject({
  /** In ascending order; the last has no limit. A request asks every level up to the one that covers its amount. */
  levels: z
    .array(
      z.strictObject({
        /** In the company's currency, minor units; null: any amount. */
        upToMinor: z.nullable(amountMinorSchema),
        asked: z.array(askedSchema).check(z.minLength(1)),
      }),
    )
    .check(z.minLength(1), z.maxLength(10)),
  /** Calendar days from asking to the due date that is proposed. */
  dueDays: daysSchema,
  /** Calendar days between reminders of a late validation. */
  remindDays: z.int().check(z.minimum(1), z.maximum(90)),
  /** After so many reminders these are told too. */
  escalateAfter: z.int().check(z.minimum(1), z.maximum(10)),
  escalateTo: z.array(askedSchema),
})
