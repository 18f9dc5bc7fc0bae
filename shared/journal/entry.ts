import * as z from 'zod/mini'
import { idSchema } from '../base/ids.ts'
import { personIdSchema } from '../people/person.ts'

/** The boundary of a decision: one client file, the company's settings, or one person's own things. */
const subjectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('client'), id: idSchema }),
  z.strictObject({ type: z.literal('company') }),
  z.strictObject({ type: z.literal('person'), id: personIdSchema }),
])
export type Subject = z.infer<typeof subjectSchema>

/** The version of the company a device had reached, with that version's stamp. */
export const seenSchema = z.strictObject({
  version: z.int().check(z.nonnegative()),
  stamp: z.string().check(z.maxLength(64)),
})
export type Seen = z.infer<typeof seenSchema>

/** Who acts besides people: the books (imports) and the rules (what an entry caused). */
export const ACCOUNTING = 'accounting'
export const RULE = 'rule'

/**
 * What somebody wanted: immutable, made once at the tap. Everything the rule needs besides the file is in it,
 * the business day and the ids it creates included, so that deciding it again makes the same bytes.
 */
export const entrySchema = z.strictObject({
  id: idSchema,
  kind: z.string().check(z.maxLength(64)),
  v: z.int().check(z.positive()),
  by: personIdSchema,
  subject: subjectSchema,
  /** Moment of the tap by the device's clock, ms. */
  at: z.int().check(z.nonnegative()),
  device: z.string().check(z.maxLength(64)),
  seen: seenSchema,
  /** Shared by the entries of one gesture on many clients. */
  batch: z.optional(idSchema),
  data: z.unknown(),
})
export type Entry = z.infer<typeof entrySchema>

/** Whether an entry was made by a person; the books and the rules act without asking for permission. */
export function isByPerson(entry: Entry): boolean {
  return entry.by !== ACCOUNTING && entry.by !== RULE
}
