import { type DetailedError, Upload } from 'tus-js-client'
import * as z from 'zod/mini'
import { UPLOAD_PATH } from '#shared/protocol/documents.ts'
import { problemSchema } from '#shared/protocol/problem.ts'
import type { OnItsWay } from './kept-database.ts'

export type Sending = {
  row: Pick<OnItsWay, 'hash' | 'mediaType' | 'name' | 'bytes' | 'uploadUrl'>
  bytes: ArrayBuffer
  headers: Record<string, string>
  onUrl: (url: string) => void
  onProgress: (sent: number) => void
  signal: AbortSignal
}

/**
 * What became of it. `refused`: the server does not want these bytes, ever. `begin`: what it had of them is of no use,
 * begin anew. `later`: no network, no room, no word; `retryAfterMs` when the server says so. `signIn`: not this session.
 */
export type Sent =
  | { type: 'sent' }
  | { type: 'refused'; reason: string }
  | { type: 'begin' }
  | { type: 'signIn' }
  | { type: 'later'; because: 'network' | 'space'; retryAfterMs: number | null }

/** Without a byte for so long an upload is given up, and goes on where it was. */
const SILENCE_MS = 45_000

/**
 * Sends one page, from where the server has it. One request makes the upload and the next carries its bytes: were they
 * sent with the first, all of them would be sent again when its answer is lost.
 */
export function uploadPage({ row, bytes, headers, onUrl, onProgress, signal }: Sending): Promise<Sent> {
  return new Promise((done) => {
    let silence: ReturnType<typeof setTimeout> | undefined
    const end = (sent: Sent) => {
      clearTimeout(silence)
      signal.removeEventListener('abort', giveUp)
      done(sent)
    }
    const giveUp = () => {
      upload.abort().catch(() => undefined)
      end({ type: 'later', because: 'network', retryAfterMs: null })
    }
    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(giveUp, SILENCE_MS)
    }
    const upload = new Upload(new Blob([bytes]), {
      endpoint: UPLOAD_PATH,
      uploadUrl: row.uploadUrl,
      uploadSize: row.bytes,
      metadata: { hash: row.hash, mediaType: row.mediaType, name: row.name },
      headers,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onUploadUrlAvailable() {
        heard()
        if (upload.url !== null && upload.url !== row.uploadUrl) onUrl(upload.url)
      },
      onProgress(sent) {
        heard()
        onProgress(sent)
      },
      onSuccess: () => end({ type: 'sent' }),
      onError: (error) => end(whatFailed(error)),
    })
    if (signal.aborted) return end({ type: 'later', because: 'network', retryAfterMs: null })
    signal.addEventListener('abort', giveUp)
    heard()
    upload.start()
  })
}

function whatFailed(error: Error | DetailedError): Sent {
  const answer = 'originalResponse' in error ? error.originalResponse : null
  const status = answer?.getStatus() ?? 0
  const seconds = Number(answer?.getHeader('Retry-After') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null
  switch (status) {
    case 401:
    case 403:
      return { type: 'signIn' }
    case 404:
    case 410:
    case 422:
      return { type: 'begin' }
    case 400:
    case 413:
    case 415:
      return { type: 'refused', reason: codeOf(answer?.getBody() ?? '') ?? 'malformed' }
    case 507:
      return { type: 'later', because: 'space', retryAfterMs }
    default:
      return { type: 'later', because: 'network', retryAfterMs }
  }
}

function codeOf(body: string): string | undefined {
  try {
    return z.safeParse(problemSchema, JSON.parse(body)).data?.code
  } catch {
    return undefined
  }
}
