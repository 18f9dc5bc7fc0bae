import { createHash } from 'node:crypto'
import { UPLOAD_PATH } from '#shared/protocol/documents.ts'

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Who can call: a device of an office, or a made-up one. */
export type Caller = {
  ask(path: string, init: RequestInit & { headers?: Record<string, string> }): Response | Promise<Response>
}

const TUS = { 'tus-resumable': '1.0.0' }
const BYTES = { ...TUS, 'content-type': 'application/offset+octet-stream' }
const encoded = (text: string) => Buffer.from(text).toString('base64')

export type Announced = { hash?: string; mediaType?: string; name?: string; length?: number }

/** Announces bytes; the answer's `location` is where they go. */
export function announce(
  caller: Caller,
  bytes: Uint8Array,
  {
    hash = hashOf(bytes),
    mediaType = 'image/jpeg',
    name = 'photo.jpg',
    length = bytes.length,
  }: Announced = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const metadata = { hash, mediaType, name }
  return Promise.resolve(
    caller.ask(UPLOAD_PATH, {
      method: 'POST',
      headers: {
        ...TUS,
        'upload-length': String(length),
        'upload-metadata': Object.entries(metadata)
          .map(([key, value]) => `${key} ${encoded(value)}`)
          .join(','),
        ...headers,
      },
    }),
  )
}

/** Sends bytes from an offset on. */
export async function send(
  caller: Caller,
  location: string,
  bytes: Uint8Array,
  offset = 0,
  headers: Record<string, string> = {},
): Promise<Response> {
  return caller.ask(location, {
    method: 'PATCH',
    headers: {
      ...BYTES,
      'upload-offset': String(offset),
      'content-length': String(bytes.length),
      ...headers,
    },
    body: new Uint8Array(bytes),
  })
}

export async function standsAt(
  caller: Caller,
  location: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return caller.ask(location, { method: 'HEAD', headers: { ...TUS, ...headers } })
}

/** All of it, as a phone with a good network does; the answer to the last byte. */
export async function upload(
  caller: Caller,
  bytes: Uint8Array,
  announced: Announced = {},
): Promise<Response> {
  const begun = await announce(caller, bytes, announced)
  if (!begun.ok) return begun
  return send(caller, begun.headers.get('location') ?? '', bytes)
}
