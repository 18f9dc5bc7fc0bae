import * as z from 'zod/mini'
import { type Entry, entrySchema } from './entry.ts'

/**
 * An entry of a newer build that this one cannot read without losing a part of it: kept as it came, under a name that is
 * no kind, so that it is deferred, and read again by the build that can.
 */
const UNREAD = 'unread'

const unreadSchema = z.object({ entry: z.unknown() })

/** `frame` says whose it is and under which id it is answered. */
export function unread(frame: Entry, entry: unknown): Entry {
  return { ...frame, kind: UNREAD, v: 1, subject: subjectOf(entry) ?? frame.subject, data: { entry } }
}

/**
 * A deferred entry as this build reads it: the entry itself, or what was inside one that could not be read. Undefined
 * while it still cannot be, or when it is somebody else's or another's id.
 */
export function readAgain(entry: Entry): Entry | undefined {
  if (entry.kind !== UNREAD) return entry
  const inside = z.safeParse(unreadSchema, entry.data)
  const read = z.safeParse(entrySchema, inside.data?.entry)
  return read.success && read.data.id === entry.id && read.data.by === entry.by ? read.data : undefined
}

const aboutSchema = z.object({ subject: entrySchema.shape.subject })

function subjectOf(entry: unknown): Entry['subject'] | undefined {
  return z.safeParse(aboutSchema, entry).data?.subject
}
