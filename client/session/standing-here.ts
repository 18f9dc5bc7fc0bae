import type { Lease } from '#shared/people/offline-lease.ts'
import { type EndedBecause, type OutboxDatabase, openOutboxDatabase } from '../outbox/database.ts'
import { endedOf, forgetDeviceOfNobody, forgetEnded, othersWork, unsentCount } from '../outbox/ended-work.ts'
import { Outbox } from '../outbox/outbox.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { withinSeconds } from './alive.ts'
import { LeaseKeeper, isOver } from './lease-keeper.ts'
import type { Ports } from './ports.ts'
import { OPENS_WITHIN_S } from './storage-watch.ts'
import { type Ending, handOverOrLock } from './watch-over.ts'

/** Whether somebody may work on this device, as it is started. */
export type StandingHere =
  | { type: 'open' }
  /** Too long without contact: locked until they sign in. Their work is kept. */
  | { type: 'lapsed'; lease: Lease; records: OutboxRecord[] }
  /** Ended from elsewhere, and the app was closed before it was done with that. */
  | { type: 'ended'; ending: Ending & { because: EndedBecause } }

export async function standingHere(ports: Ports, userId: string | null): Promise<StandingHere> {
  if (userId === null) return { type: 'open' }
  try {
    return await withOutbox(ports, async (database) => {
      const ended = await endedOf(database, userId)
      if (ended) {
        const left = await unsentCount(database, userId)
        return { type: 'ended', ending: { because: ended.because, handed: 0, left } }
      }
      const lease = await new LeaseKeeper(() => database, userId, ports.clock.now).look()
      if (!isOver(lease)) return { type: 'open' }
      return { type: 'lapsed', lease, records: await new Outbox(database, userId).all() }
    })
  } catch (error) {
    // A database that does not open is said where it is worked with.
    ports.report(error)
    return { type: 'open' }
  }
}

/** Somebody has signed in: the device works for them again, with everything it has kept. */
export async function welcomeBack(ports: Ports, userId: string): Promise<void> {
  await withOutbox(ports, async (database) => {
    await forgetEnded(database, userId)
    await new LeaseKeeper(() => database, userId, ports.clock.now).renew()
  }).catch(ports.report)
}

const FIRST_RETRY_MS = 60_000
const LAST_RETRY_MS = 30 * 60_000

/**
 * Unsent work of others than who works here goes into quarantine as soon as the server takes it: of those whose work
 * was ended from elsewhere, and of those who left some here and were switched off since. Nobody sees it meanwhile.
 */
export function handOverLeft(ports: Ports, userId: string | null): void {
  let delayMs = FIRST_RETRY_MS
  let timer: number | null = null
  const stopWakes = ports.onWake(() => void attempt())

  async function attempt() {
    if (timer !== null) ports.timers.clear(timer)
    timer = null
    const left = await handOverOthers(ports, userId).catch((error: unknown) => {
      ports.report(error)
      return 1
    })
    if (left === 0) return stopWakes()
    timer = ports.timers.set(() => void attempt(), delayMs)
    delayMs = Math.min(LAST_RETRY_MS, delayMs * 2)
  }
  void attempt()
}

/** One try for all; returns how much is left of those whose work was ended. */
export function handOverOthers(ports: Ports, userId: string | null): Promise<number> {
  return ports.locks.request(`${ports.prefix}hand-over`, { mode: 'exclusive' }, () =>
    withOutbox(ports, async (database) => {
      let left = 0
      for (const other of await othersWork(database, userId)) {
        // Who has sent everything and only signed out finds here what was refused.
        if (!other.isEnded && (await unsentCount(database, other.userId)) === 0) continue
        const over = await handOverOrLock(ports, database, other.userId)
        if (over.left === 0) await forgetEnded(database, other.userId)
        else if (other.isEnded) left += over.left
      }
      if (userId === null) await forgetDeviceOfNobody(database)
      return left
    }),
  )
}

async function withOutbox<T>(ports: Ports, run: (database: OutboxDatabase) => Promise<T>): Promise<T> {
  const opening = openOutboxDatabase(`${ports.prefix}outbox`)
  const database = await withinSeconds(ports.timers, OPENS_WITHIN_S, opening)
  try {
    return await run(database)
  } finally {
    database.close()
  }
}
