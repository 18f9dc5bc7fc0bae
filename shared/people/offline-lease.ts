/**
 * How long a device works without contact, by a clock that anybody may set. The latest time it ever showed counts, and
 * what is worked while it stands before that counts on top, so setting it back wins nothing. A leap that would end the
 * lease ends it while the clock stands there, and for good after ten minutes: a clock that jumped by days and was put
 * right is forgiven. Nothing is given away by that: whoever sets a clock back before opening the app is seen by nobody.
 * Contact makes all of it new, whatever the clock shows then.
 */
export type Lease = {
  days: number
  /** Last contact, by the device's clock, ms. */
  contactAt: number
  /** The latest the clock has shown since. */
  latestAt: number
  /** When it was last looked at: before `latestAt` where the clock was set back. */
  lookedAt: number
  /** What passed while the clock stood before `latestAt`. */
  behindMs: number
  /** Since when the clock stands where the lease would be over, a leap away from `latestAt`. */
  leapAt: number | null
  /** By how much the clock was slow at the last contact; when it is put right, that time has not passed. */
  slowMs: number
}

export const LEASE_DAYS = 14

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const LEAP_MS = DAY_MS
const STAYS_AFTER_MS = 10 * MINUTE_MS

/** The server was heard, or somebody signed in. */
export function leaseFrom(nowMs: number, days: number, slowMs = 0): Lease {
  return {
    days,
    contactAt: nowMs,
    latestAt: nowMs,
    lookedAt: nowMs,
    behindMs: 0,
    leapAt: null,
    slowMs: Math.max(0, slowMs),
  }
}

/** The lease after a look at the clock. */
export function leaseAt(lease: Lease, nowMs: number): Lease {
  if (nowMs < lease.latestAt) {
    const behindMs = lease.behindMs + Math.max(0, nowMs - lease.lookedAt)
    return { ...lease, behindMs, lookedAt: nowMs, leapAt: null }
  }
  if (lease.slowMs > 0 && nowMs - lease.latestAt >= lease.slowMs - HOUR_MS) {
    const { slowMs, contactAt, latestAt } = lease
    const shifted = { contactAt: contactAt + slowMs, latestAt: Math.min(nowMs, latestAt + slowMs) }
    return leaseAt({ ...lease, ...shifted, slowMs: 0 }, nowMs)
  }
  // A clock that comes back in small steps has run there; one that is put right has not.
  const wasBehindMs = nowMs - lease.lookedAt < LEAP_MS ? lease.latestAt - lease.lookedAt : 0
  const behindMs = lease.behindMs + wasBehindMs
  const next = { ...lease, latestAt: nowMs, lookedAt: nowMs, behindMs, leapAt: null }
  if (leaseLeftMs(next) > 0 || nowMs - lease.latestAt < LEAP_MS) return next
  const leapAt = lease.leapAt === null || nowMs < lease.leapAt ? nowMs : lease.leapAt
  return nowMs - leapAt >= STAYS_AFTER_MS ? next : { ...lease, leapAt }
}

/** What is left of it at its last look; 0 when it is over. */
export function leaseLeftMs({ days, contactAt, latestAt, behindMs, leapAt }: Lease): number {
  if (leapAt !== null) return 0
  return Math.max(0, days * DAY_MS - (latestAt - contactAt) - behindMs)
}
