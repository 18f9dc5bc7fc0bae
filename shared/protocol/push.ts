import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { entrySchema, seenSchema } from '../journal/entry.ts'
import { outcomeSchema } from '../journal/outcome.ts'

export const PUSH_LIMIT = 50

/** Counts are kept in four bytes. */
const COUNT_LIMIT = 2 ** 31 - 1
export const waitingSchema = z.int().check(z.nonnegative(), z.maximum(COUNT_LIMIT))
export const numberSchema = z.int().check(z.positive(), z.maximum(COUNT_LIMIT))
/** Without control characters: no database keeps them all. */
export const deviceSchema = z.string().check(z.regex(/^[^\p{Cc}]{0,64}$/u))

/**
 * `POST /api/sync/push`. Idempotency rests on the entry's id, order on the stream: one per device and person,
 * numbered without a gap by the one sender.
 */
export const pushSchema = z.strictObject({
  stream: idSchema,
  /** The device's clock at sending, ms: what it lags or leads is taken off the entries' moments. */
  sentAt: z.int(),
  device: deviceSchema,
  /** Entries still waiting on the device after these; shown in the list of devices. */
  waiting: waitingSchema,
  /**
   * The latest version and stamp the device knows. Of another history it is answered 409 `other-history`, and nothing
   * is taken: the device first puts what was answered in the last 14 days back in front, under a new stream.
   */
  seen: z.optional(seenSchema),
  entries: z
    .array(z.strictObject({ n: numberSchema, entry: entrySchema }))
    .check(z.minLength(1), z.maxLength(PUSH_LIMIT)),
})
export type Push = z.infer<typeof pushSchema>

/** An outcome and the version it moved the company to. The device overlays the entry until its cursor has reached it. */
export const settledSchema = z.strictObject({ entryId: z.string(), outcome: outcomeSchema, version: z.int() })
export type Settled = z.infer<typeof settledSchema>

export const pushAnswerSchema = z.strictObject({ outcomes: z.array(settledSchema) })
export type PushAnswer = z.infer<typeof pushAnswerSchema>
