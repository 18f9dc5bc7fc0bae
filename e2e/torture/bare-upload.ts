import { createHash, randomBytes } from 'node:crypto'
import { UPLOAD_PATH } from '#shared/protocol/documents.ts'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { must } from '#shared/base/must.ts'

export type Session = { cookie: string; userId: string }

/** Bytes on their way up, carried by hand as the contract says: asks where they stand, and sends the rest. */
export type BareUpload = {
  bytes: Uint8Array
  hash: string
  /** Bytes that were put on the line in all, and calls it took. */
  sent: number
  calls: number
  /** Tries once to get further; the status, or undefined without an answer. */
  goOn(body?: (rest: Uint8Array) => BodyInit): Promise<number | undefined>
  isDone: boolean
}

const TUS = { 'tus-resumable': '1.0.0' }
const GIVE_UP_MS = 5000

export function bareUpload(url: string, session: Session, bytes: Uint8Array): BareUpload {
  const hash = createHash('sha256').update(bytes).digest('hex')
  let location: string | undefined
  const upload: BareUpload = {
    bytes,
    hash,
    sent: 0,
    calls: 0,
    isDone: false,
    async goOn(body = (rest) => new Uint8Array(rest)) {
      upload.calls += 1
      try {
        return await tryOnce(body)
      } catch {
        return undefined
      }
    },
  }

  const ask = (path: string, init: RequestInit & { headers: Record<string, string> }) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: {
        ...TUS,
        origin: url,
        cookie: session.cookie,
        [PERSON_HEADER]: session.userId,
        ...init.headers,
      },
      signal: AbortSignal.timeout(GIVE_UP_MS),
    })

  async function tryOnce(body: (rest: Uint8Array) => BodyInit): Promise<number> {
    if (location === undefined) {
      const begun = await ask(UPLOAD_PATH, { method: 'POST', headers: announced() })
      if (!begun.ok) return begun.status
      location = must(begun.headers.get('location') ?? undefined, 'where it goes')
    }
    const at = location
    const stands = await ask(at, { method: 'HEAD', headers: {} })
    if (stands.status === 404) location = undefined
    if (!stands.ok) return stands.status
    const offset = Number(stands.headers.get('upload-offset'))
    if (offset === bytes.length) {
      upload.isDone = true
      return stands.status
    }
    const rest = bytes.subarray(offset)
    upload.sent += rest.length
    const patch: RequestInit & { headers: Record<string, string>; duplex: 'half' } = {
      method: 'PATCH',
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
      body: body(rest),
      duplex: 'half',
    }
    const answer = await ask(at, patch)
    upload.isDone = answer.ok && Number(answer.headers.get('upload-offset')) === bytes.length
    return answer.status
  }

  function announced(): Record<string, string> {
    const metadata = { hash, mediaType: 'image/jpeg', name: 'photo.jpg' }
    return {
      'upload-length': String(bytes.length),
      'upload-metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    }
  }
  return upload
}

/** A photo of about so many bytes, each another: what stands behind its end is not looked at. */
export function aPhotoOf(jpeg: Uint8Array, bytes: number): Uint8Array {
  return Buffer.concat([jpeg, randomBytes(bytes - jpeg.length)])
}
