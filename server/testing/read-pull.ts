import type { Seen } from '#shared/journal/entry.ts'
import type { ToldDigest } from '#shared/protocol/digest.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { pullAnswerSchema } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import type { Database } from '../db/open.ts'
import { type Puller, pullText } from '../sync/pull.ts'

/** A page as a device reads it: what travels keeps to its schema, and packed files are among the others. */
export async function pull(
  database: Database,
  puller: Puller,
  cursor: string | null,
  now: number,
  told: { seen?: Seen; digest?: ToldDigest | undefined } = {},
): Promise<PullAnswer> {
  const page: unknown = JSON.parse(await pullText(database, puller, cursor, now, told))
  return unpacked(pullAnswerSchema.parse(page))
}
