import * as z from 'zod/mini'
import { currencySchema } from '../base/amount.ts'
import { timeZoneSchema } from '../base/calendar-day.ts'

/** `POST /api/first-run`: who opens the one-time link makes the first administrator, and the company where there is none. */
export const firstRunSchema = z.strictObject({
  token: z.string().check(z.maxLength(200)),
  /** Null where an import has made the company already. */
  company: z.nullable(
    z.strictObject({
      name: z.string().check(z.trim(), z.minLength(1, { error: 'a name is needed' }), z.maxLength(200)),
      currency: currencySchema,
      timeZone: timeZoneSchema,
    }),
  ),
  name: z.string().check(z.trim(), z.minLength(1, { error: 'a name is needed' }), z.maxLength(200)),
  email: z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254)),
  password: z.string().check(z.minLength(10, { error: 'at least 10 characters' }), z.maxLength(128)),
})
export type FirstRun = z.infer<typeof firstRunSchema>

/** What an empty store still needs before anybody can sign in: the answer of `GET /api/first-run`. */
export const firstRunStateSchema = z.object({ needsCompany: z.boolean(), needsAdministrator: z.boolean() })
export type FirstRunState = z.infer<typeof firstRunStateSchema>
