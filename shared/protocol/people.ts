import * as z from 'zod/mini'
import type { Person } from '../people/person.ts'

/** `GET /api/me`: who is signed in, and the company they work for. */
export type MeAnswer = { person: Person; company: { id: string; name: string } }

/** A browser somebody has signed in with. */
const deviceSchema = z.object({
  id: z.string(),
  /** Browser and system, such as `Chrome · Android`; may be empty. */
  name: z.string(),
  firstContactAt: z.int(),
  lastContactAt: z.int(),
  /** Entries it still had to send at its last contact. */
  waiting: z.int(),
  isSignedIn: z.boolean(),
  /** The one that asks. */
  isThis: z.boolean(),
})
export type Device = z.infer<typeof deviceSchema>

/** `PUT /api/people/devices/:id/key`: a P-256 public key, JWK. */
export const deviceKeySchema = z.strictObject({
  key: z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().check(z.regex(/^[\w-]{43}$/)),
    y: z.string().check(z.regex(/^[\w-]{43}$/)),
  }),
})

/** `GET /api/people/:id/standing`, for those who run the company: what hangs on somebody who may be switched off. */
export const personStandingSchema = z.object({
  /** Cases they own that are open. */
  openCases: z.int(),
  devices: z.array(deviceSchema),
})
export type PersonStanding = z.infer<typeof personStandingSchema>

/** `GET /api/people/devices`: one's own, the one heard of last first. */
export const devicesAnswerSchema = z.object({ devices: z.array(deviceSchema) })
