import { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/**
 * Answers that stay open and tell events, thousands at once. The same bytes are written to all of them, one timer keeps
 * them all awake, and on a Node server they go straight to the connection: a web stream for each would cost several
 * times the memory and the time. Whoever takes nothing for long is cut, and comes again.
 */
export type EventStreams = {
  /**
   * Answers a request with a stream of events, setting the cookies given. `begin` gets the pen and the way to end it, and
   * returns what to do when the stream has ended.
   */
  open(env: unknown, cookies: readonly string[], begin: Begin): Response
}

export type Write = (bytes: Uint8Array) => void

type Begin = (write: Write, end: () => void) => () => void

type Stream = { write: Write; end(): void }

const PING_MS = 20_000
/** Comes at once and then every 20 seconds, so that a device notices a stream that died without a word. */
const PING = encoded('event: ping\ndata: {}\n\n')
const UNREAD_BYTES = 64 * 1024

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}

export function createEventStreams(stopping: AbortSignal): EventStreams {
  const streams = new Set<Stream>()
  let pinging: NodeJS.Timeout | undefined

  function started(stream: Stream, begin: Begin): () => void {
    streams.add(stream)
    pinging ??= setInterval(() => {
      for (const { write } of streams) write(PING)
    }, PING_MS)
    stream.write(PING)
    const ended = begin(stream.write, () => stream.end())
    return () => {
      ended()
      streams.delete(stream)
      if (streams.size > 0) return
      clearInterval(pinging)
      pinging = undefined
    }
  }

  stopping.addEventListener('abort', () => {
    for (const { end } of streams) end()
  })

  return {
    open(env, cookies, begin) {
      const outgoing = nodeAnswerOf(env)
      if (!outgoing) return webAnswer((stream) => started(stream, begin))
      // Closed while the session was looked up: it will not say so again.
      if (outgoing.destroyed) return new Response(null, RESPONSE_ALREADY_SENT)
      // Ends with its connection, so that an event is written as it is: framing chunks would triple the writes.
      outgoing.useChunkedEncodingByDefault = false
      outgoing.writeHead(200, { ...HEADERS, ...(cookies.length > 0 && { 'set-cookie': [...cookies] }) })
      outgoing.once('close', started(nodeStream(outgoing), begin))
      return new Response(null, RESPONSE_ALREADY_SENT)
    },
  }
}

/** An event of the default kind, as it goes over the wire. */
export function eventOf(data: object): Uint8Array {
  return encoded(`data: ${JSON.stringify(data)}\n\n`)
}

function nodeAnswerOf(env: unknown): ServerResponse | null {
  if (typeof env !== 'object' || env === null || !('outgoing' in env)) return null
  return env.outgoing instanceof ServerResponse ? env.outgoing : null
}

function nodeStream(outgoing: ServerResponse): Stream {
  return {
    write(bytes) {
      // Ended, and not closed yet: writing would end the process.
      if (outgoing.writableEnded) return
      outgoing.write(bytes)
      if (outgoing.writableLength > UNREAD_BYTES) outgoing.destroy()
    },
    end: () => void outgoing.end(),
  }
}

/** The same for who asks without a connection, as a test does. */
function webAnswer(begin: (stream: Stream) => () => void): Response {
  let ended: () => void
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      ended = begin({
        write: (bytes) => controller.enqueue(bytes),
        end() {
          controller.close()
          ended()
        },
      })
    },
    cancel: () => ended(),
  })
  return new Response(body, { headers: HEADERS })
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
