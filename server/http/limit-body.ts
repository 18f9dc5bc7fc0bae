import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { ProblemAnswer } from './problems.ts'

const megabyte = 1024 * 1024

/**
 * Refuses larger bodies. One that names its length is judged by it, untouched: to look at the body makes a stream of it,
 * which costs a small request more than all the rest. One of unknown length is counted as it comes.
 */
export function limitBody(maxSize: number) {
  const tooLarge = () =>
    new ProblemAnswer('too-large', `At most ${Math.floor(maxSize / megabyte)} MB are taken here.`)
  return createMiddleware<AppEnv>(async (c, next) => {
    const { raw } = c.req
    if (raw.method === 'GET' || raw.method === 'HEAD') return next()
    const length = c.req.header('content-length')
    const isCounted = length === undefined || c.req.header('transfer-encoding') !== undefined
    if (!isCounted && Number(length) > maxSize) throw tooLarge()
    // Of its parts: the server's own kind of request cannot be copied as a whole.
    if (isCounted && raw.body)
      c.req.raw = new Request(raw.url, { ...partsOf(raw), body: counted(raw.body, maxSize, tooLarge) })
    return next()
  })
}

/** With a body that is sent while it is read. */
function partsOf({ method, headers, signal }: Request): RequestInit & { duplex: 'half' } {
  return { method, headers, signal, duplex: 'half' }
}

function counted(
  body: ReadableStream<Uint8Array>,
  maxSize: number,
  tooLarge: () => Error,
): ReadableStream<Uint8Array> {
  let size = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        if (size > maxSize) controller.error(tooLarge())
        else controller.enqueue(chunk)
      },
    }),
  )
}
