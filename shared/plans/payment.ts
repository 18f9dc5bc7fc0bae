import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'

export const PAYMENT_MEANS = ['cash', 'cheque', 'transfer', 'card', 'other'] as const

/**
 * - `seen`: somebody saw it and the books do not know it yet
 * - `booked`: the books have it
 * - `reversed`: it had been booked and was taken back
 * - `withdrawn`: it was recorded by mistake, or never came
 */
export const PAYMENT_STATES = ['seen', 'booked', 'reversed', 'withdrawn'] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** A payment of a case: seen by somebody, or found in the books. */
export const paymentSchema = z.strictObject({
  type: z.literal('payment'),
  state: z.enum(PAYMENT_STATES),
  currency: currencySchema,
  /** Always more than nothing, minor units. */
  amountMinor: amountMinorSchema.check(z.positive()),
  on: calendarDaySchema,
  means: z.enum(PAYMENT_MEANS),
  /** The instalment it was meant for, said by hand; null: allocated by rule. */
  instalmentId: z.nullable(z.string()),
  note: z.nullable(z.string()),
  /** Who saw it; `accounting` for one the books brought. */
  by: z.string(),
  bookedOn: z.nullable(calendarDaySchema),
})
export type Payment = z.infer<typeof paymentSchema>
