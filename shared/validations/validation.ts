import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { ROLES, personIdSchema } from '../people/person.ts'

/** Who is asked: a person, everybody with a role, or everybody of a department. */
export const askedSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('person'), id: personIdSchema }),
  z.strictObject({ type: z.literal('role'), id: z.enum(ROLES) }),
  z.strictObject({ type: z.literal('department'), id: z.string().check(z.minLength(1), z.maxLength(64)) }),
])
export type Asked = z.infer<typeof askedSchema>

export const ANSWERS = ['approved', 'refused', 'askedBack'] as const
export type Answer = (typeof ANSWERS)[number]

const answerSchema = z.strictObject({
  by: personIdSchema,
  answer: z.enum(ANSWERS),
  comment: z.nullable(z.string()),
  on: calendarDaySchema,
})

/** One step of a validation: who may answer, and whether one of them is enough. Levels are asked one after the other. */
export const levelSchema = z.strictObject({
  asked: z.array(askedSchema).check(z.minLength(1), z.maxLength(50)),
  needs: z.enum(['one', 'all']),
  answers: z.array(answerSchema),
  /** Those of `asked` who were added because it was late: the approval of one of them is enough. */
  escalated: z.array(askedSchema),
})
export type Level = z.infer<typeof levelSchema>

export const VALIDATION_STATES = ['open', 'askedBack', 'approved', 'refused', 'withdrawn'] as const
export type ValidationState = (typeof VALIDATION_STATES)[number]

/** A question to people or departments that must be approved or refused. */
export const validationSchema = z.strictObject({
  type: z.literal('validation'),
  state: z.enum(VALIDATION_STATES),
  question: z.string(),
  /** The credit note request or plan it is about; null: the question stands for itself. */
  aboutId: z.nullable(z.string()),
  amountMinor: z.nullable(amountMinorSchema),
  currency: z.nullable(currencySchema),
  dueOn: calendarDaySchema,
  askedBy: personIdSchema,
  askedOn: calendarDaySchema,
  levels: z.array(levelSchema).check(z.minLength(1), z.maxLength(10)),
  /** Which of the levels is to answer now. */
  level: z.int(),
  /** Reminders given since it was due. */
  reminders: z.int(),
  endedOn: z.nullable(calendarDaySchema),
})
export type Validation = z.infer<typeof validationSchema>
