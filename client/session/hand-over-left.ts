import { forgetDeviceOfNobody, forgetEnded, othersWork, unsentCount } from '../outbox/ended-work.ts'
import { handOverOrLock } from './hand-over-or-lock.ts'
import type { Ports } from './ports.ts'
import { untilDone } from './until-done.ts'
import { withOutbox } from './with-outbox.ts'

/**
 * Unsent work of others than who works here goes into quarantine as soon as the server takes it: of those whose work
 * was ended from elsewhere, and of those who left some here and were switched off since. Nobody sees it meanwhile.
 */
export function handOverLeft(ports: Ports, userId: string | null): void {
  untilDone(ports, async () => (await handOverOthers(ports, userId)) === 0)
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
