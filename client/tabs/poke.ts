import * as z from 'zod/mini'
import { pokeSchema } from '#shared/protocol/poke.ts'
import type { EventStream, Ports } from '../session/ports.ts'

const FIRST_REOPEN_MS = 5000
const LAST_REOPEN_MS = 60_000
const UNTOLD = Number.POSITIVE_INFINITY

/**
 * Listens to the server's hints. The browser opens a broken stream again by itself, but gives up after an answer that
 * is not a stream (a restart behind a proxy, a 401); then it is opened anew, after a longer while each time.
 */
export function listenToPokes(ports: Ports, onPoke: (version: number) => void): () => void {
  let stream: EventStream | null = null
  let timer: number | null = null
  let refusals = 0

  function open() {
    timer = null
    stream = ports.openEvents('/api/sync/poke')
    stream.onMessage((data) => onPoke(versionOf(data)))
    // What happened while nobody listened was not told.
    stream.onOpen(() => {
      refusals = 0
      onPoke(UNTOLD)
    })
    stream.onEnd(() => {
      stream?.close()
      const delayMs = Math.min(LAST_REOPEN_MS, FIRST_REOPEN_MS * 2 ** refusals++)
      timer = ports.timers.set(open, delayMs * (0.5 + ports.chance()))
    })
  }

  open()
  return () => {
    stream?.close()
    if (timer !== null) ports.timers.clear(timer)
  }
}

function versionOf(data: string): number {
  try {
    const read = z.safeParse(pokeSchema, JSON.parse(data))
    return read.success ? read.data.version : UNTOLD
  } catch {
    return UNTOLD
  }
}
