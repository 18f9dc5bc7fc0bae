import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { isNull, sql } from 'drizzle-orm'
import type { Database, Db } from '../db/open.ts'
import { ProblemAnswer } from '../http/problems.ts'
import { type Store, keyOf } from './store.ts'
import { documentGivers, documentObjects, documentUploads } from './tables.ts'
import { type Giver, type Upload, type UploadFolder, endUpload, uploadTaken } from './uploads.ts'

type Parts = { database: Database; store: Store; folder: UploadFolder; now: () => number }

/**
 * Takes an upload whose bytes have all come: compared with what was announced, kept for good, and known to the database.
 * Only then does the device hear of it. Whoever asks, and however often after a crash, it comes to the same.
 */
export async function takeUpload({ database, store, folder, now }: Parts, upload: Upload): Promise<void> {
  const { id, companyId, personId, hash, bytes, mediaType, name } = upload
  const path = folder.pathOf(id)
  if ((await sha256Of(path)) !== hash) {
    await endUpload(database.db, id)
    await folder.forget(id)
    throw new ProblemAnswer('wrong-content', 'The bytes do not have the hash they were announced with.')
  }
  await store.putFile(keyOf(companyId, hash), path)
  const at = now()
  await database.transaction(async (tx) => {
    await knowBytes(tx, { companyId, personId }, { hash, bytes, mediaType, name, at })
    await uploadTaken(tx, id, at)
  })
  // The same bytes may have been swept between being found there and being known again.
  await store.putFile(keyOf(companyId, hash), path)
  await folder.forget(id)
}

type Known = { hash: string; bytes: number; mediaType: string; name: string; at: number }

/** Bytes that are kept become known, as somebody's; what they are is not looked into yet. */
export async function knowBytes(
  db: Db,
  giver: Giver,
  { hash, bytes, mediaType, name, at }: Known,
): Promise<void> {
  await db
    .insert(documentObjects)
    .values({
      companyId: giver.companyId,
      hash,
      bytes,
      state: 'received',
      reason: null,
      mediaType,
      name,
      width: null,
      height: null,
      byId: giver.personId,
      receivedAt: at,
      tryAt: at,
      tries: 0,
    })
    .onConflictDoNothing()
  await recordGiver(db, giver, { hash, bytes, at })
}

/** Somebody has the bytes: gave them, or (0 bytes) could read them here. */
export async function recordGiver(
  db: Db,
  { companyId, personId }: Giver,
  { hash, bytes, at }: { hash: string; bytes: number; at: number },
): Promise<void> {
  await db
    .insert(documentGivers)
    .values({ companyId, hash, personId, bytes, at })
    .onConflictDoUpdate({
      target: [documentGivers.companyId, documentGivers.hash, documentGivers.personId],
      set: { bytes: sql`greatest(${documentGivers.bytes}, excluded.bytes)`, at },
    })
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}

/** Uploads whose last byte came when the server had no more time to take them. */
export async function wholeUploads({ database, folder }: Parts): Promise<Upload[]> {
  const whole: Upload[] = []
  for (const upload of await database.db
    .select()
    .from(documentUploads)
    .where(isNull(documentUploads.takenAt)))
    if (await folder.isWhole(upload)) whole.push(upload)
  return whole
}
