import { ERRORS, Metadata, Server } from '@tus/server'
import { type Context, Hono } from 'hono'
import { MAX_PAGE_BYTES } from '#shared/documents/allowed-types.ts'
import { UPLOAD_PATH, type UploadMetadata, uploadMetadataSchema } from '#shared/protocol/documents.ts'
import type { Database } from '../db/open.ts'
import { clientAddress } from '../http/client-address.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Settings } from '../env.ts'
import type { AttemptRule, Attempts } from '../people/attempts.ts'
import type { Auth } from '../people/auth.ts'
import type { Documents } from './documents.ts'
import { isFull } from './folder-store.ts'
import { StoreFull } from './store.ts'
import { type UploaderEnv, uploaderOnly } from './uploader.ts'
import { type Giver, type Upload, beginUpload, endUpload, findUpload, newUploadId, used } from './uploads.ts'

export type UploadParts = {
  database: Database
  auth: Auth
  attempts: Attempts
  documents: Pick<Documents, 'folder' | 'store' | 'take'>
  settings: Pick<Settings, 'trustProxy' | 'documents'>
  now: () => number
}

const MINUTE_MS = 60_000
const UPLOADS_A_MINUTE = 600
/** More than anybody's phone sends side by side, unfinished ones of days before included. */
const UNDER_WAY = 500
/** What is left to the database, which may live on the same disk: a photo can wait, an entry should not. */
const RESERVE_BYTES = 256 * 1024 * 1024
/** What no id can look like is not asked of the database, which takes no NUL. */
const UPLOAD_ID = /^[\w-]{1,64}$/

/** Bytes of documents on their way up, under `/api/documents/upload`: tus 1.0; see the README beside this. */
export function uploadRoutes(parts: UploadParts): Hono<UploaderEnv> {
  const { database, auth, attempts, documents, settings, now } = parts
  const { folder } = documents
  const { db } = database
  const routes = new Hono<UploaderEnv>()
  const tus = new Server({
    path: UPLOAD_PATH,
    datastore: folder,
    relativeLocation: true,
    maxSize: MAX_PAGE_BYTES,
    // The app is its own origin's only; the headers of that are set where all others are.
    allowedOrigins: [],
    namingFunction: newUploadId,
    onUploadCreate: async (request, upload) => {
      const began = begun.get(request)
      if (!began) throw new Error('an upload nobody began')
      await beginUpload(db, upload.id, began.giver, began.metadata, now())
      return {}
    },
    onResponseError: (request, error) => {
      failed.set(request, error)
      return undefined
    },
  })
  const begun = new WeakMap<object, { giver: Giver; metadata: UploadMetadata & { bytes: number } }>()
  const failed = new WeakMap<object, unknown>()

  routes.use(uploaderOnly(auth, db))

  /** Begins an upload: `Upload-Length`, and `Upload-Metadata` with `hash`, `mediaType`, `name`. */
  routes.post('/', async (c) => {
    await takeTurn({
      key: `upload:${clientAddress(c, settings)}`,
      limit: UPLOADS_A_MINUTE,
      windowMs: MINUTE_MS,
    })
    const metadata = announced(c)
    const giver = await c.get('giverOf')(metadata)
    await leaveRoom(giver, metadata.bytes)
    begun.set(c.req.raw, { giver, metadata })
    return carried(c)
  })

  /** Where an upload stands, more of it, or no more of it: for who began it. */
  routes.on(['GET', 'PATCH', 'DELETE'], '/:id', async (c) => {
    // HEAD is routed as GET; bytes on their way are read by nobody.
    if (c.req.raw.method === 'GET') throw new ProblemAnswer('not-found', 'An upload is not read.')
    const upload = await theirs(c)
    if (upload.takenAt !== null) return ended(c, upload)
    if (c.req.method === 'PATCH' && (await folder.room()) < RESERVE_BYTES) throw full()
    const answer = await carried(c, upload)
    if (c.req.method === 'DELETE' && answer.ok) await endUpload(db, upload.id)
    return answer
  })
  return routes

  async function carried(c: Context<UploaderEnv>, known?: Upload): Promise<Response> {
    const answer = await tus.handleWeb(c.req.raw)
    if (answer.status >= 500) throw whyNot(failed.get(c.req.raw))
    const id = known?.id ?? answer.headers.get('location')?.split('/').at(-1)
    if (answer.ok && id !== undefined && c.req.method !== 'DELETE') await takeIfWhole(id)
    return answer
  }

  async function takeIfWhole(id: string): Promise<void> {
    const upload = await findUpload(db, id, now())
    if (!upload || upload.takenAt !== null || !(await folder.isWhole(upload))) return
    try {
      await documents.take(upload)
    } catch (error) {
      throw error instanceof StoreFull ? full(error) : error
    }
  }

  /** The upload a call names, if it is the caller's. All others are told that there is none. */
  async function theirs(c: Context<UploaderEnv>): Promise<Upload> {
    const id = c.req.param('id') ?? ''
    const upload = UPLOAD_ID.test(id) ? await findUpload(db, id, now()) : undefined
    const none = new ProblemAnswer('not-found', 'There is no such upload: begin it anew.')
    if (!upload) throw none
    const { companyId, personId } = await c.get('giverOf')(upload)
    if (upload.companyId !== companyId || upload.personId !== personId) throw none
    return upload
  }

  async function leaveRoom(giver: Giver, bytes: number): Promise<void> {
    const { personBytes, companyBytes } = settings.documents
    const { person, company, underWay } = await used(db, giver)
    if (person + bytes > personBytes || company + bytes > companyBytes || underWay >= UNDER_WAY)
      throw new ProblemAnswer('quota-used-up', 'No more documents are taken until some have gone.', {
        headers: { 'retry-after': '3600' },
      })
    if ((await folder.room()) < bytes + RESERVE_BYTES) throw full()
  }

  async function takeTurn(rule: AttemptRule): Promise<void> {
    const waitMs = await attempts.waitFor([rule])
    if (waitMs > 0)
      throw new ProblemAnswer('too-many-attempts', 'Too many at once. Try again in a minute.', {
        headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
      })
    await attempts.count([rule])
  }
}

/** The bytes have moved to the store: whoever asks is told that all are here. */
function ended(c: Context<UploaderEnv>, { bytes }: Upload): Response {
  if (c.req.method === 'PATCH' && c.req.header('upload-offset') !== String(bytes))
    throw new ProblemAnswer('conflict', 'All bytes of this upload are here.')
  return c.body(null, c.req.method === 'HEAD' ? 200 : 204, {
    'tus-resumable': '1.0.0',
    'upload-offset': String(bytes),
    'upload-length': String(bytes),
  })
}

/** Two connections of one phone may want the same upload: the second waits, but not for ever. */
function whyNot(cause: unknown): Error {
  // Of a disk that is full it is the disk's own word that comes first out of the streams.
  if (cause instanceof StoreFull || isFull(cause)) return full(cause)
  if (cause === ERRORS.ERR_LOCK_TIMEOUT)
    return new ProblemAnswer('unavailable', 'This upload is being written to already.', {
      headers: { 'retry-after': '5' },
    })
  return new Error('An upload could not be written.', { cause })
}

function full(cause?: unknown): ProblemAnswer {
  return new ProblemAnswer('storage-full', 'The server has no room for documents at the moment.', {
    headers: { 'retry-after': '600' },
    cause,
  })
}

function announced(c: Context<UploaderEnv>): UploadMetadata & { bytes: number } {
  const bytes = Number(c.req.header('upload-length') ?? NaN)
  if (!Number.isSafeInteger(bytes) || bytes < 1)
    throw new ProblemAnswer('malformed', 'Upload-Length must say how many bytes will come, at least one.', {
      errors: [{ field: 'Upload-Length', detail: 'a length' }],
    })
  if (bytes > MAX_PAGE_BYTES)
    throw new ProblemAnswer('too-large', `At most ${MAX_PAGE_BYTES / 1024 / 1024} MB are taken for a page.`)
  const read = uploadMetadataSchema.safeParse(parsed(c.req.header('upload-metadata') ?? ''))
  if (!read.success)
    throw new ProblemAnswer('malformed', 'Upload-Metadata must hold hash, mediaType and name.', {
      errors: read.error.issues.map(({ path, message }) => ({
        field: path.map(String).join('.'),
        detail: message,
      })),
    })
  return { ...read.data, bytes }
}

function parsed(header: string): Record<string, string | null> {
  try {
    return Metadata.parse(header)
  } catch {
    return {}
  }
}
