import 'fake-indexeddb/auto'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { v4 } from 'uuid'
import type { Channel, EventStream, Ports, Timers } from '../../session/ports.ts'
import { createMemoryLocks } from '../../tabs/memory-locks.ts'

/** What is to happen in a moment happens by itself. */
const A_MOMENT_MS = 200

/** The surroundings of a phone in a test: a clock and timers moved by hand, channels and locks within the process. */
export class Surroundings {
  nowMs = Date.parse('2026-11-22T10:00:00Z')
  readonly ports: Ports
  #timers = new Map<number, { run: () => void; atMs: number }>()
  #lastTimer = 0
  #wakes = new Set<() => void>()
  #channels = new Map<string, Set<(message: unknown) => void>>()
  readonly streams: ((data: string) => void)[] = []
  readonly kept = new Map<string, string>()
  #isVisible = true
  #onVisibility = new Set<() => void>()

  constructor(fetch: Ports['fetch'], prefix = `t${v4().slice(0, 8)}-`) {
    const timers: Timers = {
      set: (run, delayMs) => {
        const timer = ++this.#lastTimer
        this.#timers.set(timer, { run, atMs: this.nowMs + delayMs })
        if (delayMs <= A_MOMENT_MS) setTimeout(() => this.#timers.delete(timer) && run())
        return timer
      },
      clear: (timer) => void this.#timers.delete(timer),
    }
    this.ports = {
      fetch,
      clock: { now: () => this.nowMs++ },
      timers,
      random: (length) => crypto.getRandomValues(new Uint8Array(length)),
      chance: () => 0.5,
      replicaStorage: getRxStorageMemory(),
      locks: createMemoryLocks(),
      openChannel: (name) => this.#openChannel(name),
      openEvents: () => this.#openEvents(),
      onWake: (listener) => {
        this.#wakes.add(listener)
        return () => this.#wakes.delete(listener)
      },
      visibility: {
        isVisible: () => this.#isVisible,
        onChange: (listener) => {
          this.#onVisibility.add(listener)
          return () => this.#onVisibility.delete(listener)
        },
      },
      keep: {
        get: (key) => this.kept.get(key) ?? null,
        set: (key, value) => void (value === null ? this.kept.delete(key) : this.kept.set(key, value)),
      },
      forgetDatabases: async () => undefined,
      startOver: () => {
        throw new Error('started over')
      },
      report: (error) => {
        throw error
      },
      prefix,
    }
  }

  /** Lets time pass: what was to run by then runs. */
  pass(ms: number): void {
    this.nowMs += ms
    for (const [timer, { run, atMs }] of [...this.#timers])
      if (atMs <= this.nowMs) {
        this.#timers.delete(timer)
        run()
      }
  }

  /** The server's hint. */
  poke(): void {
    for (const stream of this.streams) stream('')
  }

  comeBack(): void {
    for (const wake of this.#wakes) wake()
  }

  /** All pages of the phone are put away, or one of them is looked at. */
  show(isVisible: boolean): void {
    this.#isVisible = isVisible
    for (const listener of this.#onVisibility) listener()
    if (isVisible) this.comeBack()
  }

  #openChannel(name: string): Channel {
    const listeners = this.#channels.get(name) ?? new Set()
    this.#channels.set(name, listeners)
    const own = new Set<(message: unknown) => void>()
    return {
      post: (message) => {
        for (const listener of listeners)
          if (!own.has(listener)) queueMicrotask(() => listener(structuredClone(message)))
      },
      listen: (listener) => {
        own.add(listener)
        listeners.add(listener)
      },
      close: () => own.forEach((listener) => listeners.delete(listener)),
    }
  }

  #openEvents(): EventStream {
    return {
      onMessage: (listener) => void this.streams.push(listener),
      onPing: () => undefined,
      onOpen: () => undefined,
      onEnd: () => undefined,
      close: () => undefined,
    }
  }
}

/** Waits until something holds; every turn of the loop lets promises and the in-memory databases go on. */
export async function until(holds: () => boolean, what = 'it'): Promise<void> {
  for (let turn = 0; turn < 2000; turn++) {
    if (holds()) return
    await new Promise((done) => setTimeout(done, 1))
  }
  throw new Error(`${what} never came`)
}
