import * as z from 'zod/mini'
import { idSchema } from '#shared/base/ids.ts'
import { seenSchema } from '#shared/journal/entry.ts'

/**
 * Where a device stands, opaque to it. Between pages: the version it aims at and how far the files new to it have been
 * sent, in their order: `first` are the files of the agenda, which went ahead of the order, `after` the last one in it;
 * `page` is the version of the last page's snapshot, `told` that up to which a device without a replica has its answers.
 * `knew`: the newest snapshot a page was read from, where that was beyond `version`. Its files are on the device, so that
 * a database which goes back to before it is another history, too.
 */
const cursorSchema = z.strictObject({
  version: z.int(),
  stamp: z.string(),
  knew: z.optional(seenSchema),
  midway: z.nullable(
    z.strictObject({
      aim: z.int(),
      aimStamp: z.string(),
      page: z.int(),
      after: z.nullable(idSchema),
      first: z.array(idSchema),
      told: z.optional(z.int()),
    }),
  ),
})
export type Cursor = z.infer<typeof cursorSchema>

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Null for anything that is not a cursor of ours: the device begins anew. */
export function readCursor(text: string): Cursor | null {
  try {
    const parsed = z.safeParse(cursorSchema, JSON.parse(Buffer.from(text, 'base64url').toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
