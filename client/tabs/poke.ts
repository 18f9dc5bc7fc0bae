import * as z from 'zod/mini'
import { pokeSchema } from '#shared/protocol/poke.ts'
import type { EventStream, Ports } from '../session/ports.ts'

const FIRST_REOPEN_MS = 5000
const LAST_REOPEN_MS = 60_000
/** The server says every 20 seconds that it is there. */
const SILENCE_MS = 50_000
const UNTOLD = Number.POSITIVE_INFINITY

/**
 * Listens to the server's hints. The browser opens a broken stream again by itself, but gives up after an answer that
 * is not a stream (a restart behind a proxy, a 401), and a network may swallow one without a word: then it is opened
 * anew, after a longer while each time.
 */
export class PokeListener {
  #ports: Ports
  #onPoke: (version: number) => void
  #stream: EventStream | null = null
  #reopening: number | null = null
  #silence: number | null = null
  #refusals = 0

  constructor(ports: Ports, onPoke: (version: number) => void) {
    this.#ports = ports
    this.#onPoke = onPoke
  }

  /** Listens from now on, if it does not yet. */
  start(): void {
    if (!this.#stream && this.#reopening === null) this.#open()
  }

  stop(): void {
    this.#close()
    this.#clear(this.#reopening)
    this.#reopening = null
  }

  #open(): void {
    this.#reopening = null
    const stream = this.#ports.openEvents('/api/sync/poke')
    this.#stream = stream
    stream.onMessage((data) => {
      if (this.#silence !== null) this.#heard()
      this.#onPoke(versionOf(data))
    })
    // Only a server that is known to speak up can be missed.
    stream.onPing(() => this.#heard())
    // What happened while nobody listened was not told.
    stream.onOpen(() => {
      this.#refusals = 0
      this.#onPoke(UNTOLD)
    })
    stream.onEnd(() => stream === this.#stream && this.#openLater())
  }

  #openLater(): void {
    this.#close()
    const delayMs = Math.min(LAST_REOPEN_MS, FIRST_REOPEN_MS * 2 ** this.#refusals++)
    this.#reopening = this.#ports.timers.set(() => this.#open(), delayMs * (0.5 + this.#ports.chance()))
  }

  #heard(): void {
    this.#clear(this.#silence)
    this.#silence = this.#ports.timers.set(() => this.#openLater(), SILENCE_MS)
  }

  #close(): void {
    this.#stream?.close()
    this.#stream = null
    this.#clear(this.#silence)
    this.#silence = null
  }

  #clear(timer: number | null): void {
    if (timer !== null) this.#ports.timers.clear(timer)
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
