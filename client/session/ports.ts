import type { RxStorage } from 'rxdb'

/** What the technical layer asks of its surroundings; `main.ts` hands in the browser's, tests their own. */
export type Ports = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  clock: { now: () => number }
  timers: Timers
  /** Fresh random bytes. */
  random: (length: number) => Uint8Array
  /** The browser's cryptography; it has none over plain HTTP from another machine. */
  subtle?: SubtleCrypto
  /** A number in [0, 1) for jitter. */
  chance: () => number
  replicaStorage: RxStorage<unknown, unknown>
  locks: Locks
  openChannel: (name: string) => Channel
  openEvents: (url: string) => EventStream
  /**
   * Calls back when the device comes back to life: online again, visible again, shown from the back/forward cache; and
   * when it loses the network.
   */
  onWake: (listener: () => void) => () => void
  visibility: Visibility
  /** Small things this device remembers, readable while its databases are not. */
  keep: Keep
  /** Takes away the databases whose names match; one that another tab has open goes when that tab lets go of it. */
  forgetDatabases: (isStale: (name: string) => boolean) => Promise<void>
  /** The storage is broken for this page, as iOS leaves it now and then: only a fresh page helps. */
  startOver: () => void
  /** Something failed that nobody waits for. */
  report: (error: unknown) => void
  /** Goes before the names of all databases, locks and channels. */
  prefix: string
}

export type Timers = {
  set: (run: () => void, delayMs: number) => number
  clear: (timer: number) => void
}

/** Whether somebody may be looking at this page. */
export type Visibility = { isVisible: () => boolean; onChange: (listener: () => void) => () => void }

export type Keep = { get: (key: string) => string | null; set: (key: string, value: string | null) => void }

/**
 * The part of the Web Locks API that is used. `steal` takes a lock from whoever holds it: their request ends with an
 * `AbortError` while what they were doing goes on.
 */
export type Locks = {
  request: <T>(
    name: string,
    options: { mode: 'exclusive' | 'shared'; signal?: AbortSignal } | { mode: 'exclusive'; steal: true },
    run: () => Promise<T>,
  ) => Promise<T>
}

export type Channel = {
  post: (message: unknown) => void
  listen: (listener: (message: unknown) => void) => void
  close: () => void
}

/** Server-sent events; `onEnd` when the stream broke for good. */
export type EventStream = {
  onMessage: (listener: (data: string) => void) => void
  /** The server is still there. */
  onPing: (listener: () => void) => void
  onOpen: (listener: () => void) => void
  onEnd: (listener: () => void) => void
  close: () => void
}
