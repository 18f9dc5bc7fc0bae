import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'

export const CREDIT_NOTE_STATES = [
  'drafted',
  'inValidation',
  'refused',
  'toBeIssued',
  'issued',
  'withdrawn',
] as const
export type CreditNoteState = (typeof CREDIT_NOTE_STATES)[number]

/** A credit note asked for: so much of each item, to be validated, issued by accounting and found again in the books. */
export const creditNoteRequestSchema = z.strictObject({
  type: z.literal('creditNote'),
  state: z.enum(CREDIT_NOTE_STATES),
  currency: currencySchema,
  /** What is asked for of each item, minor units, more than nothing. */
  items: z.array(z.strictObject({ itemId: z.string(), amountMinor: amountMinorSchema })),
  reasonId: z.nullable(z.string()),
  validationId: z.nullable(z.string()),
  /** The credit note of the books that answers it. */
  creditItemId: z.nullable(z.string()),
  by: z.string(),
  madeOn: calendarDaySchema,
  endedOn: z.nullable(calendarDaySchema),
})
export type CreditNoteRequest = z.infer<typeof creditNoteRequestSchema>
