import * as z from 'zod/mini'
import { idSchema } from '#shared/base/ids.ts'
import { type Entry, entrySchema } from '#shared/journal/entry.ts'
import { findKind } from '#shared/journal/kinds.ts'
import { unread } from '#shared/journal/unread.ts'
import { numberSchema, pushSchema } from '#shared/protocol/push.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Submitted } from '../journal/request.ts'

/** The push as it is taken in: its frame must be right, an entry may be broken. */
export const pushFrameSchema = z.extend(pushSchema, {
  entries: z
    .array(z.strictObject({ n: numberSchema, entry: z.unknown() }))
    .check(z.minLength(1), z.maxLength(50)),
})
export type PushFrame = z.infer<typeof pushFrameSchema>

const idOnlySchema = z.object({ id: idSchema })

/**
 * Entries of a push for their author. A broken one that still has an id is refused alone and the refusal kept;
 * one without an id cannot be answered, and the whole push is a problem that names the field. `isNewer`: the device is
 * ahead of this server; what cannot be read then is kept as it came, and waits for the update.
 */
export function readEntries(
  { entries, device }: PushFrame,
  personId: string,
  now: number,
  isNewer = false,
): Submitted[] {
  return entries.map(({ n, entry }, index) => {
    const read = z.safeParse(entrySchema, entry)
    if (isNewer && !isReadable(read.data)) {
      const id = z.safeParse(idOnlySchema, entry)
      if (id.success) return { n, entry: unread(salvaged(id.data.id, personId, device, now), entry) }
    }
    if (read.success) {
      if (read.data.by === personId) return { n, entry: read.data }
      return { n, entry: salvaged(read.data.id, personId, device, now), unfit: { type: 'notAllowed' } }
    }
    const id = z.safeParse(idOnlySchema, entry)
    const [issue] = read.error.issues
    const field = ['entries', index, 'entry', ...(issue?.path ?? [])].map(String).join('.')
    const detail = issue?.message ?? 'malformed'
    if (!id.success)
      throw new ProblemAnswer('malformed', 'An entry has no readable id.', { errors: [{ field, detail }] })
    return {
      n,
      entry: salvaged(id.data.id, personId, device, now),
      unfit: { type: 'invalid', field: (issue?.path ?? []).map(String).join('.'), detail },
    }
  })
}

/** Whether this server reads all of an entry; of kinds and versions it does not know that is for the rule to say. */
function isReadable(entry: Entry | undefined): boolean {
  const read = entry && findKind(entry.kind)?.read(entry)
  return entry !== undefined && !(read && 'refusal' in read)
}

/** What is kept of an entry that cannot be read: whose it was and its id. */
export function salvaged(id: string, by: string, device: string, at: number): Entry {
  return {
    id,
    kind: 'unreadable',
    v: 1,
    by,
    subject: { type: 'company' },
    at,
    device,
    seen: { version: 0, stamp: '' },
    data: {},
  }
}
