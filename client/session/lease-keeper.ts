import { LEASE_DAYS, type Lease, leaseAt, leaseFrom, leaseLeftMs } from '#shared/people/offline-lease.ts'
import { type OutboxDatabase, STRICT } from '../outbox/database.ts'

const keyOf = (userId: string) => `lease:${userId}`

/** What is read from a look is written when it moved so far; a crash costs no more of it. */
const WRITTEN_EVERY_MS = 10 * 60_000

/** How long a device may still work without contact, kept on disk for all tabs. */
export class LeaseKeeper {
  #db: () => OutboxDatabase
  #userId: string
  #now: () => number

  constructor(db: () => OutboxDatabase, userId: string, now: () => number) {
    this.#db = db
    this.#userId = userId
    this.#now = now
  }

  /** Looks at the clock. Without a lease yet it begins now: a sign-in, or a version of the app that had none. */
  async look(): Promise<Lease> {
    const now = this.#now()
    const known = await this.#read()
    const next = known ? leaseAt(known, now) : leaseFrom(now, LEASE_DAYS)
    if (!known || isFar(known, next)) await this.#write(next)
    return next
  }

  /** The server was heard. What is over stays over: only who signs in opens it again. */
  async heard(days: number, slowMs: number): Promise<void> {
    const known = await this.#read()
    const now = this.#now()
    if (known && isOver({ ...leaseAt(known, now), leapAt: null })) return
    const next = leaseFrom(now, days, slowMs)
    if (!known || isFar(known, next)) await this.#write(next)
  }

  /** Somebody signed in. */
  async renew(): Promise<void> {
    await this.#write(leaseFrom(this.#now(), (await this.#read())?.days ?? LEASE_DAYS))
  }

  async #read(): Promise<Lease | null> {
    const row = await this.#db().get('device', keyOf(this.#userId))
    return row && 'lease' in row ? row.lease : null
  }

  async #write(lease: Lease): Promise<void> {
    const tx = this.#db().transaction('device', 'readwrite', STRICT)
    await Promise.all([tx.store.put({ key: keyOf(this.#userId), lease }), tx.done])
  }
}

export function isOver(lease: Lease): boolean {
  return leaseLeftMs(lease) === 0
}

function isFar(a: Lease, b: Lease): boolean {
  const fields = ['contactAt', 'latestAt', 'lookedAt', 'behindMs', 'slowMs'] as const
  return (
    a.days !== b.days ||
    a.leapAt !== b.leapAt ||
    fields.some((field) => Math.abs(a[field] - b[field]) >= WRITTEN_EVERY_MS)
  )
}
