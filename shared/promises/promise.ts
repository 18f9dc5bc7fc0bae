import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'

export const PROMISE_STATES = ['open', 'kept', 'broken', 'replaced', 'withdrawn'] as const
export type PromiseState = (typeof PROMISE_STATES)[number]

/** A promise to pay the items of an action: an amount on a day. */
export const paymentPromiseSchema = z.strictObject({
  type: z.literal('promise'),
  state: z.enum(PROMISE_STATES),
  currency: currencySchema,
  amountMinor: amountMinorSchema.check(z.positive()),
  promisedOn: calendarDaySchema,
  /** What the books brought since it was made, minor units. */
  paidMinor: amountMinorSchema,
  by: z.string(),
  madeOn: calendarDaySchema,
  endedOn: z.nullable(calendarDaySchema),
})
export type PaymentPromise = z.infer<typeof paymentPromiseSchema>
