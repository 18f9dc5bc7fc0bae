import { type ShallowRef, shallowRef } from 'vue'
import { leaseLeftMs } from '#shared/people/offline-lease.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import type { EndedBecause, OutboxDatabase } from '../outbox/database.ts'
import { forgetRegistration, registerDeviceKey } from '../outbox/device-key.ts'
import { keepEnded, unsentCount } from '../outbox/ended-work.ts'
import type { TabMessage } from '../tabs/messages.ts'
import { fetchAs } from './ended-from-elsewhere.ts'
import { LeaseKeeper, isOver } from './lease-keeper.ts'
import type { Ports } from './ports.ts'

/** Why a person's work on this device is over for now. `left`: unsent entries that stay, locked. */
export type Ending = { because: EndedBecause | 'lease'; handed: number; left: number }

/** What the server says of itself with every page. */
export type Told = {
  /** Server's clock less the device's, ms. */
  clockOffMs: number
  /** Entries in quarantine, for those who decide them. */
  quarantined: number
}

type Parts = {
  ports: Ports
  /** As it stands: it may have been opened anew. */
  database: () => OutboxDatabase
  userId: string
  device: string
  tell: (message: TabMessage) => void
  leaseDays: () => number
}

export type Watch = {
  ending: Readonly<ShallowRef<Ending | null>>
  told: Readonly<ShallowRef<Told>>
  /** What is left of the time this device may work without contact; null before the first look. */
  leaseLeftMs: Readonly<ShallowRef<number | null>>
  /** For the calls of this device. */
  fetch: Ports['fetch']
  /** In the tab that syncs: a page came. */
  heard: (page: PullAnswer) => void
  /** What another tab of this person tells. */
  onMessage: (message: TabMessage) => void
  /** Now and then, and when the device comes back to life. */
  look: () => Promise<void>
  /** The page leaves. What is under way then is done by the next that opens; that it cannot be kept here is no error. */
  close: () => void
}

/** A clock that is off by less is nobody's business. */
const CLOCK_OFF_MS = 5 * 60_000

/** Minds whether a person may work on this device: the lease, an account switched off, a device signed out. */
export function watchOver({ ports, database, userId, device, tell, leaseDays }: Parts): Watch {
  const lease = new LeaseKeeper(database, userId, ports.clock.now)
  const ending = shallowRef<Ending | null>(null)
  const told = shallowRef<Told>({ clockOffMs: 0, quarantined: 0 })
  const leftMs = shallowRef<number | null>(null)
  let isEnding = false
  let isClosed = false
  let registering: Promise<void> = Promise.resolve()
  let wasOver = false

  function report(error: unknown): void {
    if (!isClosed) ports.report(error)
  }

  async function end(because: EndedBecause): Promise<void> {
    // A device that is locking asks again once it is.
    if (isEnding || ending.value !== null) return
    isEnding = true
    try {
      // From here on a crash changes nothing: the next start goes on where this one stops.
      await keepEnded(database(), { userId, because, atMs: ports.clock.now() })
      const { handOverOrLock } = await import('./hand-over-or-lock.ts')
      const { handed, left } = await handOverOrLock(ports, database(), userId)
      ending.value = { because, handed, left }
      tell({ type: 'ended', ending: ending.value })
    } finally {
      // A storage that failed meanwhile: the next call hears it again.
      isEnding = ending.value !== null
    }
  }

  function heard(page: PullAnswer): void {
    const clockOffMs = page.now - ports.clock.now()
    // Only the last page counts what waits.
    const quarantined = page.more ? told.value.quarantined : (page.quarantined ?? 0)
    const next = { clockOffMs, quarantined }
    if (isOff(clockOffMs) !== isOff(told.value.clockOffMs) || next.quarantined !== told.value.quarantined)
      tell({ type: 'told', told: next })
    told.value = next
    const slowMs = clockOffMs > CLOCK_OFF_MS ? clockOffMs : 0
    lease.heard(leaseDays(), slowMs).catch(report)
    // Another history is told with its first page; the key is registered with the last.
    registering = registering
      .then(async () => {
        if (page.reset) await forgetRegistration(database(), userId)
        if (!page.more) await registerDeviceKey(ports, database(), userId, device)
      })
      .catch(report)
  }

  return {
    ending,
    told,
    leaseLeftMs: leftMs,
    heard,
    fetch: fetchAs(device, ports.fetch, (because) => void end(because).catch(report)),
    onMessage(message) {
      if (message.type === 'ended') ending.value = message.ending
      if (message.type === 'told') told.value = message.told
    },
    close() {
      isClosed = true
    },
    async look() {
      const now = await lease.look()
      leftMs.value = leaseLeftMs(now)
      if (!isOver(now)) {
        wasOver = false
        return
      }
      // What ends from elsewhere is being handed over; the screen leaves when that is done.
      if (isEnding) return
      // A clock that leapt while the app is open may be heard to be wrong before the next look.
      if (now.leapAt === null || wasOver)
        ending.value ??= { because: 'lease', handed: 0, left: await unsentCount(database(), userId) }
      wasOver = true
    },
  }
}

export function isOff(clockOffMs: number): boolean {
  return Math.abs(clockOffMs) > CLOCK_OFF_MS
}
