import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { entrySchema } from '../journal/entry.ts'
import { outcomeSchema } from '../journal/outcome.ts'
import { personIdSchema } from '../people/person.ts'

/**
 * `POST /api/sync/quarantine`: the frame of a push, without a session, signed with the device's own key. Taken only from
 * a device of somebody whose account is switched off, or that was signed out from another device. Nothing is decided;
 * what is told as kept is durable, and what the journal knows already is told as kept too.
 */
export const quarantineAnswerSchema = z.strictObject({ kept: z.array(z.string()) })

/** What a device signs: whose work it is, and the body as it travels. */
export function signedText(personId: string, body: string): string {
  return `suivi quarantine\n${personId}\n${body}`
}

const quarantinedSchema = z.object({
  entryId: z.string(),
  personId: z.string(),
  device: z.string(),
  /** Such as `Chrome · Android`; may be empty. */
  deviceName: z.string(),
  receivedAt: z.int(),
  /** Null where it cannot be read: it can only be discarded. */
  entry: z.nullable(entrySchema),
  decision: z.nullable(
    z.object({
      what: z.enum(['adopted', 'discarded']),
      by: personIdSchema,
      at: z.int(),
      reason: z.nullable(z.string()),
      /** Null while it is being decided. */
      outcome: z.nullable(outcomeSchema),
    }),
  ),
})
export type Quarantined = z.infer<typeof quarantinedSchema>

/** `GET /api/quarantine`: what waits, in the order of the taps, and what was decided last, the newest first. */
export const quarantineListSchema = z.object({
  waiting: z.array(quarantinedSchema),
  /** All that waits, beside what is listed. */
  waitingCount: z.int(),
  decided: z.array(quarantinedSchema),
})
export type QuarantineList = z.infer<typeof quarantineListSchema>

export const DECIDED_AT_ONCE = 200
const entryIds = z.array(idSchema).check(z.minLength(1), z.maxLength(DECIDED_AT_ONCE))

/** `POST /api/quarantine/adopt`. */
export const adoptSchema = z.strictObject({ entryIds })

/** `POST /api/quarantine/discard`. */
export const discardSchema = z.strictObject({
  entryIds,
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
})

/** What both answer: each entry as it stands now, whoever decided it. */
export const decidedAnswerSchema = z.object({ entries: z.array(quarantinedSchema) })
