import { createPublicKey, verify } from 'node:crypto'
import { and, count, eq } from 'drizzle-orm'
import * as z from 'zod/mini'
import { idSchema } from '#shared/base/ids.ts'
import { entrySchema } from '#shared/journal/entry.ts'
import { deviceKeySchema } from '#shared/protocol/people.ts'
import { signedText } from '#shared/protocol/quarantine.ts'
import { anyOf } from '../db/any-of.ts'
import type { Db } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { entries } from '../journal/tables.ts'
import type { PushFrame } from '../sync/read-push.ts'
import { quarantine } from './tables.ts'

/** What one person may leave here undecided; far above what a device ever held back. */
const KEPT_A_PERSON = 20_000

const { key: jwkSchema } = deviceKeySchema.shape
/** Several, of a device and its copies; one, as they were once kept. */
const keysSchema = z.union([z.array(jwkSchema), jwkSchema])
const idOnlySchema = z.object({ id: idSchema })

/** Whether the body was signed with the other half of one of these keys. */
export function isSigned(publicKey: string, signature: string, personId: string, body: string): boolean {
  return isSignature(publicKey, signature, signedText(personId, body))
}

/** Whether a text was signed with the other half of a device's key, or of one of its copies'. */
export function isSignature(publicKeys: string, signature: string, text: string): boolean {
  const known = z.safeParse(keysSchema, JSON.parse(publicKeys))
  if (!known.success) return false
  const keys = Array.isArray(known.data) ? known.data : [known.data]
  return keys.some((key) => isSignatureOf(key, signature, text))
}

function isSignatureOf(jwk: z.infer<typeof jwkSchema>, signature: string, text: string): boolean {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    return verify(
      'sha256',
      Buffer.from(text),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  } catch {
    return false
  }
}

type From = { companyId: string; personId: string; now: number }

/** Keeps entries undecided; returns the ids that are safe here, those the journal or the quarantine had already included. */
export async function handOver(
  db: Db,
  { companyId, personId, now }: From,
  frame: PushFrame,
): Promise<string[]> {
  const given = frame.entries.map(({ entry }, index) => ({ id: idOf(entry, index), entry, index }))
  for (const { entry, index } of given) {
    const read = z.safeParse(entrySchema, entry)
    if (read.success && read.data.by !== personId)
      throw malformed(`entries.${index}.entry.by`, 'somebody else’s')
  }
  const ids = given.map(({ id }) => id)
  const decided = await db
    .select({ id: entries.id })
    .from(entries)
    .where(and(eq(entries.companyId, companyId), anyOf(entries.id, ids)))
  const known = new Set(decided.map(({ id }) => id))
  const fresh = given.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return ids
  const [held] = await db
    .select({ n: count() })
    .from(quarantine)
    .where(and(eq(quarantine.companyId, companyId), eq(quarantine.personId, personId)))
  if ((held?.n ?? 0) + fresh.length > KEPT_A_PERSON)
    throw new ProblemAnswer('too-large', `At most ${KEPT_A_PERSON} entries of one person are kept here.`)
  await db
    .insert(quarantine)
    .values(
      fresh.map(({ id, entry, index }) => ({
        companyId,
        entryId: id,
        personId,
        device: frame.device,
        entry: JSON.stringify(entry),
        sentAt: frame.sentAt,
        receivedAt: now,
        position: frame.entries[index]?.n ?? index,
      })),
    )
    .onConflictDoNothing()
  return ids
}

function idOf(entry: unknown, index: number): string {
  const read = z.safeParse(idOnlySchema, entry)
  if (!read.success) throw malformed(`entries.${index}.entry.id`, 'not readable')
  return read.data.id
}

function malformed(field: string, detail: string): ProblemAnswer {
  return new ProblemAnswer('malformed', 'An entry cannot be kept.', { errors: [{ field, detail }] })
}
