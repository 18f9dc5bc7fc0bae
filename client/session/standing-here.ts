import type { Lease } from '#shared/people/offline-lease.ts'
import type { EndedBecause } from '../outbox/database.ts'
import { endedOf, forgetEnded, unsentCount } from '../outbox/ended-work.ts'
import { Outbox } from '../outbox/outbox.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { LeaseKeeper, isOver } from './lease-keeper.ts'
import type { Ports } from './ports.ts'
import type { Ending } from './watch-over.ts'
import { withOutbox } from './with-outbox.ts'

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
