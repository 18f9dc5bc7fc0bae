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

/** `GET /api/people/devices`: one's own, the one heard of last first. */
export const devicesAnswerSchema = z.object({ devices: z.array(deviceSchema) })
