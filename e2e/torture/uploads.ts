import { execFileSync } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { pageAddress } from '#shared/protocol/documents.ts'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { aJpeg } from '../../server/documents/testing/pictures.ts'
import { COLLECTOR, PASSWORD } from '../bench/ledger.ts'
import { signInTo } from '../bench/served.ts'
import { type BareUpload, type Session, aPhotoOf, bareUpload } from './bare-upload.ts'
import { type Site, isUp } from './site.ts'
import type { Extent, Told } from './told.ts'

const PHOTOS: Record<Extent, number> = { short: 3, full: 20 }
const PHOTO_BYTES = 4_000_000
const MEGABYTE = 1024 * 1024
const ENDS_WITHIN_MS = 20_000

/** Photos on their way while connections are cut at some byte and the server is killed: all come whole, from where they stood. */
export async function uploadsCut(site: Site, extent: Extent): Promise<Told> {
  const session = await signInTo(site.url, COLLECTOR, PASSWORD)
  const jpeg = await aJpeg()
  const photos = Array.from({ length: PHOTOS[extent] }, () =>
    bareUpload(site.url, session, aPhotoOf(jpeg, PHOTO_BYTES)),
  )
  let [cuts, kills] = [0, 0]
  for (const photo of photos) {
    for (const part of [0.2, 0.5]) {
      site.proxy.weather({
        type: 'reset',
        afterBytes: Math.floor(PHOTO_BYTES * part * (0.5 + Math.random() / 2)),
      })
      cuts += 1
      await photo.goOn()
    }
    // Slow enough that the kill comes in the middle.
    site.proxy.weather({ type: 'throttle', bytesPerSecond: PHOTO_BYTES })
    const going = photo.goOn()
    await new Promise((done) => setTimeout(done, 150))
    await site.killServer()
    kills += 1
    await going
    await site.startServer()
    await isUp(site.url)
    site.proxy.weather({ type: 'clear' })
    for (let tries = 0; tries < 10 && !photo.isDone; tries += 1) await photo.goOn()
  }
  const wrong = await wrongOf(site, session, photos)
  const calls = photos.reduce((sum, photo) => sum + photo.calls, 0)
  return {
    fault: 'uploads cut',
    injected: `${photos.length} photos of ${PHOTO_BYTES / 1e6} MB, ${cuts} cuts at some byte, ${kills} × SIGKILL in the middle`,
    expected: 'all come whole, each read back with its hash',
    seen: `${photos.filter(({ isDone }) => isDone).length} whole after ${calls} calls, ${wrong} read back otherwise`,
    isAsExpected: wrong === 0 && photos.every(({ isDone }) => isDone),
  }
}

/** The disk of uploads runs full in the middle of one: it is told, kept, and goes on when there is room; all else goes on. */
export async function uploadsFull(site: Site): Promise<Told> {
  const folder = join(site.dataDir, 'document-uploads')
  await mkdir(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m', 'tmpfs', folder])
  try {
    const session = await signInTo(site.url, COLLECTOR, PASSWORD)
    const photo = bareUpload(site.url, session, aPhotoOf(await aJpeg(), 20 * MEGABYTE))
    const filler = join(folder, 'filler')
    const inTheMiddle = await photo.goOn((rest) => streamOf(halved(rest, () => fill(folder, filler))))
    const other = bareUpload(site.url, session, aPhotoOf(await aJpeg(), MEGABYTE))
    // The line on which the first was answered before it had ended may be gone.
    const another = (await other.goOn()) ?? (await other.goOn())
    const said = await push(site, session, {
      kind: 'comment.written',
      data: { actionId: null, itemIds: [], text: 'meanwhile', visibility: 'internal' },
    })
    rmSync(filler)
    for (let tries = 0; tries < 10 && !photo.isDone; tries += 1) await photo.goOn()
    const resent = photo.sent - photo.bytes.length
    const wrong = await wrongOf(site, session, [photo])
    const seen = { inTheMiddle, another, said, done: photo.isDone, wrong }
    return {
      fault: 'uploads’ disk full',
      injected: 'a disk of 300 MB, full in the middle of 20 MB; another photo, and a comment',
      expected: '507 for both photos, the comment taken; with room again the photo comes whole',
      seen: `${JSON.stringify(seen)}; put on the line again ${(resent / MEGABYTE).toFixed(1)} MB`,
      isAsExpected: inTheMiddle === 507 && another === 507 && said === 200 && photo.isDone && wrong === 0,
    }
  } finally {
    execFileSync('umount', ['-l', folder])
  }
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

async function* halved(bytes: Uint8Array, between: () => void): AsyncGenerator<Uint8Array> {
  const half = bytes.length >> 1
  yield bytes.subarray(0, half)
  await new Promise((done) => setTimeout(done, 500))
  between()
  for (let at = half; at < bytes.length; at += MEGABYTE)
    yield bytes.subarray(at, Math.min(at + MEGABYTE, bytes.length))
}

function fill(folder: string, filler: string): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(filler, Buffer.alloc(bavail * bsize - MEGABYTE))
}

/** How many of these photos, once in a document, are not read back as they were. */
async function wrongOf(site: Site, session: Session, photos: readonly BareUpload[]): Promise<number> {
  const documentId = randomUUID()
  await push(site, session, {
    kind: 'document.added',
    data: {
      documentId,
      actionId: null,
      itemIds: [],
      name: 'Tortured',
      type: 'photo',
      remark: null,
      isShownToCustomer: false,
      pages: photos.map(({ hash, bytes }) => ({
        hash,
        mediaType: 'image/jpeg',
        bytes: bytes.length,
        width: null,
        height: null,
      })),
      capturedAt: Date.now(),
    },
  })
  let wrong = 0
  for (const [at, { hash }] of photos.entries())
    if ((await readBack(site, session, documentId, at + 1)) !== hash) wrong += 1
  return wrong
}

async function readBack(
  site: Site,
  session: Session,
  documentId: string,
  page: number,
): Promise<string | null> {
  const begun = performance.now()
  while (performance.now() - begun < ENDS_WITHIN_MS) {
    const answer = await fetch(`${site.url}${pageAddress(documentId, page, 'original')}`, {
      headers: { cookie: session.cookie },
    })
    if (answer.ok)
      return createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex')
    await new Promise((done) => setTimeout(done, 200))
  }
  return null
}

type Wish =
  | { kind: 'document.added'; data: DataOf<'document.added'> }
  | { kind: 'comment.written'; data: DataOf<'comment.written'> }

async function push(site: Site, session: Session, { kind, data }: Wish): Promise<number> {
  const stream = randomUUID()
  const now = Date.now()
  const entry = {
    id: newId(now, randomBytes(16)),
    kind,
    v: 1,
    by: session.userId,
    subject: { type: 'client', id: must(site.ledger.clientIds[0], 'a client') },
    at: now,
    device: stream,
    seen: { version: 0, stamp: '' },
    data,
  }
  const answer = await fetch(`${site.url}/api/sync/push`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: site.url,
      cookie: session.cookie,
      [PERSON_HEADER]: session.userId,
    },
    body: JSON.stringify({ stream, sentAt: now, device: stream, waiting: 0, entries: [{ n: 1, entry }] }),
  })
  return answer.status
}
