import { type ShallowRef, shallowRef } from 'vue'
import { OutdatedApp, isDead, isFull, mended, withinSeconds } from './alive.ts'
import type { Ports } from './ports.ts'

/** `full`: no room for what comes. `failing`: the device's databases do not answer. */
export type SharedStorageState = 'fine' | 'full' | 'failing'
/** `outdated`: this page is of an older version of the app than the databases, and can only be loaded again. */
export type StorageState = SharedStorageState | 'outdated'

export const OPENS_WITHIN_S = 10
/** A slow phone that writes a page at that moment takes a few seconds. */
const ANSWERS_WITHIN_S = 10
const SELDOM_MS = 10 * 60_000
const STARTED_OVER = 'suivi.started-over'

/**
 * Keeps the databases of a page alive. A browser may cut their connections at any time: what fails for that reason is
 * done again on a fresh one, once; when that does not help, the page starts over, though never over and over; and
 * when that does not help either, the person is told.
 */
export class StorageWatch {
  readonly state: ShallowRef<StorageState> = shallowRef('fine')
  #ports: Ports
  #onState: (state: SharedStorageState) => void

  constructor(ports: Ports, onState: (state: SharedStorageState) => void) {
    this.#ports = ports
    this.#onState = onState
  }

  /** A database is opened, and once more if the first attempt failed or hangs. */
  async opened<T>(open: () => Promise<T>): Promise<T> {
    const attempt = () => withinSeconds(this.#ports.timers, OPENS_WITHIN_S, open())
    return attempt().catch(attempt)
  }

  /** The same object, reopened when its connection is dead, and relieved when there is no room. */
  watched<Target extends object>(
    target: Target,
    reopen: () => Promise<void>,
    relieve: () => Promise<boolean> = async () => false,
  ): Target {
    let opened = 0
    let reopening: Promise<void> | null = null
    const mend = async (error: unknown, since: number): Promise<boolean> => {
      // Fails by itself where an abort meant a dead connection.
      if (isFull(error) && (await relieve().catch(() => false))) {
        this.tell('full')
        return true
      }
      if (!isDead(error)) return false
      // Another call may have reopened it since this one began.
      if (since === opened) {
        reopening ??= this.opened(reopen).finally(() => {
          opened++
          reopening = null
        })
        await reopening
      }
      if (this.state.value === 'failing') this.tell('fine')
      return true
    }
    const gaveUp = (error: unknown) => {
      if (error instanceof OutdatedApp) this.#outdate()
      else if (isFull(error)) this.tell('full')
      else if (isDead(error)) this.tell('failing')
    }
    return mended(target, { mend, gaveUp, now: () => opened })
  }

  /** Looks whether the databases still answer, as when the app comes back. */
  async probe(read: () => Promise<unknown>): Promise<void> {
    try {
      await withinSeconds(this.#ports.timers, ANSWERS_WITHIN_S, read())
      if (this.state.value === 'failing') this.tell('fine')
    } catch (error) {
      if (error instanceof OutdatedApp) return this.#outdate()
      this.#ports.report(error)
      if (!startOverSeldom(this.#ports)) this.tell('failing')
    }
  }

  tell(next: SharedStorageState): void {
    if (this.state.value === next) return
    this.heard(next)
    this.#onState(next)
  }

  /** Another tab of this person told how the storage is. */
  heard(state: SharedStorageState): void {
    if (this.state.value !== 'outdated') this.state.value = state
  }

  /** Of this page alone: the tabs of the newer version are fine. */
  #outdate(): void {
    this.state.value = 'outdated'
  }
}

/** Only a fresh page helps; unless one was begun a while ago and did not. */
export function startOverSeldom({ clock, keep, startOver }: Ports): boolean {
  const lastMs = Number(keep.get(STARTED_OVER) ?? 0)
  if (Math.abs(clock.now() - lastMs) < SELDOM_MS) return false
  keep.set(STARTED_OVER, String(clock.now()))
  startOver()
  return true
}
