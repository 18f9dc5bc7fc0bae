import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { idSchema } from '../base/ids.ts'
import { settingSchema } from '../company/settings.ts'

/** `POST /api/rules/try-out`: a status as somebody is writing it, and the days it is tried on, both included. */
export const tryOutSchema = z.strictObject({
  status: settingSchema,
  from: calendarDaySchema,
  to: calendarDaySchema,
})

/** Its answer: what would have been opened or suggested, the latest first; `more` when not all are named. */
export const tryOutAnswerSchema = z.object({
  rows: z.array(
    z.object({
      itemId: idSchema,
      clientId: idSchema,
      clientName: z.string(),
      number: z.string(),
      on: calendarDaySchema,
      templateId: z.string(),
      how: z.enum(['created', 'suggested']),
      amountMinor: amountMinorSchema,
      currency: currencySchema,
    }),
  ),
  total: z.int(),
  more: z.boolean(),
})
export type TryOutAnswer = z.infer<typeof tryOutAnswerSchema>
