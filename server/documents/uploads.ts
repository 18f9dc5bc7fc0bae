import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { eq, lt, sql } from 'drizzle-orm'
import type { UploadMetadata } from '#shared/protocol/documents.ts'
import type { Db } from '../db/open.ts'
import { rowOf } from '../db/rows.ts'
import { isFull } from './folder-store.ts'
import { StoreFull } from './store.ts'
import { documentUploads } from './tables.ts'

/** Unfinished uploads are kept for so long after they were begun. */
export const UPLOAD_LASTS_MS = 48 * 3_600_000

export type Upload = typeof documentUploads.$inferSelect

/** Bytes on their way, in a folder of this machine: what has come is there, whatever happens to connection or process. */
export class UploadFolder extends FileStore {
  constructor(directory: string) {
    super({ directory })
  }

  pathOf(id: string): string {
    return join(this.directory, id)
  }

  /** As the library does it, but telling a full disk from other failures. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(this.pathOf(id), { flags: 'r+', start: offset })
    try {
      await pipeline(stream, file)
    } catch (error) {
      throw isFull(error) ? new StoreFull('The disk is full.', { cause: error }) : error
    }
    return offset + file.bytesWritten
  }

  /** Whether all bytes of an upload are here. */
  async isWhole({ id, bytes }: Pick<Upload, 'id' | 'bytes'>): Promise<boolean> {
    const found = await stat(this.pathOf(id)).catch(() => undefined)
    return found?.size === bytes
  }

  /** Forgets the bytes, as far as there are any. */
  async forget(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true })
    await rm(`${this.pathOf(id)}.json`, { force: true })
  }

  /** Free bytes where uploads are written. */
  async room(): Promise<number> {
    const { bavail, bsize } = await statfs(this.directory)
    return bavail * bsize
  }

  async make(): Promise<void> {
    await mkdir(this.directory, { recursive: true })
  }
}

export type Giver = { companyId: string; personId: string }

/** Nobody finds another's upload by trying. */
export const newUploadId = () => randomBytes(24).toString('base64url')

export async function beginUpload(
  db: Db,
  id: string,
  { companyId, personId }: Giver,
  { hash, mediaType, name, bytes }: UploadMetadata & { bytes: number },
  now: number,
): Promise<void> {
  await db
    .insert(documentUploads)
    .values({ id, companyId, personId, hash, bytes, mediaType, name, begunAt: now })
}

/** An upload that has not expired, on its way or taken. */
export async function findUpload(db: Db, id: string, now: number): Promise<Upload | undefined> {
  const [found] = await db.select().from(documentUploads).where(eq(documentUploads.id, id))
  return found && now - found.begunAt <= UPLOAD_LASTS_MS ? found : undefined
}

/** Nothing more of it is expected. */
export async function uploadTaken(db: Db, id: string, now: number): Promise<void> {
  await db.update(documentUploads).set({ takenAt: now }).where(eq(documentUploads.id, id))
}

export async function endUpload(db: Db, id: string): Promise<void> {
  await db.delete(documentUploads).where(eq(documentUploads.id, id))
}

/** Uploads that were begun too long ago. */
export function expiredUploads(db: Db, now: number): Promise<Upload[]> {
  return db
    .select()
    .from(documentUploads)
    .where(lt(documentUploads.begunAt, now - UPLOAD_LASTS_MS))
}

/** Bytes somebody has given, and promised with what is on its way; and what their company has in all. */
export async function used(
  db: Db,
  { companyId, personId }: Giver,
): Promise<{ person: number; company: number; underWay: number }> {
  const row = await rowOf<{ person: number; company: number; underWay: number }>(
    db,
    sql`with under_way as (
          select person_id, bytes from document_uploads where company_id = ${companyId} and taken_at is null
        )
        select
          (select coalesce(sum(bytes), 0)::float8 from document_givers
             where company_id = ${companyId} and person_id = ${personId})
          + (select coalesce(sum(bytes), 0)::float8 from under_way where person_id = ${personId}) as person,
          (select coalesce(sum(bytes), 0)::float8 from document_objects where company_id = ${companyId})
          + (select coalesce(sum(bytes), 0)::float8 from under_way) as company,
          (select count(*)::int from under_way where person_id = ${personId}) as "underWay"`,
  )
  return row ?? { person: 0, company: 0, underWay: 0 }
}
