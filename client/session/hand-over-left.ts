import { forgetDeviceOfNobody, forgetEnded, othersWork, unsentCount } from '../outbox/ended-work.ts'
import { handOverOrLock } from './hand-over-or-lock.ts'
import type { Ports } from './ports.ts'
import { withOutbox } from './with-outbox.ts'

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
