import { and, gt, sql } from 'drizzle-orm'
import { anyOf } from '../db/any-of.ts'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { Committed } from '../journal/journal.ts'
import { signInSessions } from '../people/sign-in-tables.ts'

/**
 * Wake-ups: hints to the devices whose scope a commit touched, never data. At once for the first, then at most four a
 * second a device. Other instances are told outside the transactions, at most 20 times a second, and every instance
 * looks at the versions now and then, so that a lost notice costs seconds, not work.
 */

export type Listener = {
  companyId: string
  personId: string
  /** Should it end, so does the listening. */
  sessionId: string
  poke: (version: number) => void
  end: () => void
}

export type Pokes = {
  committed: (change: Committed) => void
  subscribe: (listener: Listener) => () => void
  stop: () => void
}

const CHANNEL = 'suivi_versions'
const DEVICE_GAP_MS = 250
const NOTIFY_GAP_MS = 50
const LOOK_GAP_MS = 5000

type Subscriber = Listener & { latest: number; told: number; isResting: boolean; hasLeft: boolean }

/** `sessionsGapMs`: how often it is looked whether those who listen are still signed in. */
export async function createPokes(
  database: Database,
  onError: (error: unknown) => void,
  sessionsGapMs?: number,
): Promise<Pokes> {
  const subscribers = new Map<string, Set<Subscriber>>()
  const latest = new Map<string, number>()
  const toNotify = new Map<string, number>()
  const rests = new Set<NodeJS.Timeout>()
  let notifyTimer: NodeJS.Timeout | null = null

  function hint(companyId: string, version: number, personIds: ReadonlySet<string> | 'all'): void {
    latest.set(companyId, Math.max(version, latest.get(companyId) ?? 0))
    const awake: Subscriber[] = []
    for (const subscriber of subscribers.get(companyId) ?? []) {
      if (personIds !== 'all' && !personIds.has(subscriber.personId)) continue
      subscriber.latest = Math.max(subscriber.latest, version)
      if (!subscriber.isResting) awake.push(subscriber)
    }
    tell(awake)
  }

  /** They are told at once and then rest; what comes meanwhile they are told once, at the end, with the latest version. */
  function tell(some: Subscriber[]): void {
    if (some.length === 0) return
    for (const subscriber of some) {
      subscriber.told = subscriber.latest
      subscriber.isResting = true
      subscriber.poke(subscriber.latest)
    }
    const rest = setTimeout(() => {
      rests.delete(rest)
      for (const subscriber of some) subscriber.isResting = false
      tell(some.filter(({ latest, told, hasLeft }) => latest > told && !hasLeft))
    }, DEVICE_GAP_MS)
    rests.add(rest)
  }

  /** Told once more, so that the device asks and learns why, then never again. */
  function end(subscriber: Subscriber, version: number): void {
    subscriber.poke(version)
    subscriber.hasLeft = true
    subscribers.get(subscriber.companyId)?.delete(subscriber)
    subscriber.end()
  }

  /** Their accounts are switched off. */
  function endFor(companyId: string, version: number, leftIds: readonly string[]): void {
    for (const subscriber of subscribers.get(companyId) ?? [])
      if (leftIds.includes(subscriber.personId)) end(subscriber, version)
  }

  /** Sessions that somebody signed out of, here or on another device, or that have run out. */
  async function endWithoutSession(): Promise<void> {
    const listening = [...subscribers.values()].flatMap((some) => [...some])
    if (listening.length === 0) return
    const live = await database.db
      .select({ id: signInSessions.id })
      .from(signInSessions)
      .where(
        and(
          anyOf(signInSessions.id, [...new Set(listening.map(({ sessionId }) => sessionId))]),
          gt(signInSessions.expiresAt, new Date()),
        ),
      )
    const ids = new Set(live.map(({ id }) => id))
    for (const subscriber of listening)
      if (!ids.has(subscriber.sessionId) && !subscriber.hasLeft)
        end(subscriber, latest.get(subscriber.companyId) ?? 0)
  }

  function notifyOthers(change: Committed): void {
    if (database.kind === 'pglite') return
    toNotify.set(change.companyId, change.version)
    notifyTimer ??= setTimeout(() => {
      notifyTimer = null
      const payload = JSON.stringify([...toNotify].slice(0, 100))
      toNotify.clear()
      database.notify(CHANNEL, payload).catch(onError)
    }, NOTIFY_GAP_MS)
  }

  async function look(): Promise<void> {
    const companies = [...subscribers].filter(([, listening]) => listening.size > 0).map(([id]) => id)
    if (companies.length === 0) return
    const rows = await rowsOf<{ id: string; version: number }>(
      database.db,
      sql`select id, version from companies where id = any(${`{${companies.join(',')}}`}::uuid[])`,
    )
    for (const { id, version } of rows) if (version > (latest.get(id) ?? version)) hint(id, version, 'all')
    const left = await rowsOf<{ companyId: string; id: string }>(
      database.db,
      sql`select company_id as "companyId", id from people
          where company_id = any(${`{${companies.join(',')}}`}::uuid[]) and not active`,
    )
    for (const { companyId, id } of left) endFor(companyId, latest.get(companyId) ?? 0, [id])
  }

  if (database.kind === 'postgres')
    await database.listen(CHANNEL, (payload) => {
      for (const [companyId, version] of readPayload(payload))
        if (version > (latest.get(companyId) ?? 0)) hint(companyId, version, 'all')
    })
  const looking =
    database.kind === 'postgres' ? setInterval(() => void look().catch(onError), LOOK_GAP_MS) : null
  const lookingAtSessions =
    sessionsGapMs === undefined
      ? null
      : setInterval(() => void endWithoutSession().catch(onError), sessionsGapMs)

  return {
    committed(change) {
      endFor(change.companyId, change.version, change.leftIds ?? [])
      hint(change.companyId, change.version, change.wholeCompany ? 'all' : new Set(change.personIds))
      notifyOthers(change)
    },
    subscribe(listener) {
      const subscriber: Subscriber = { ...listener, latest: 0, told: 0, isResting: false, hasLeft: false }
      const listening = subscribers.get(listener.companyId) ?? new Set()
      subscribers.set(listener.companyId, listening.add(subscriber))
      return () => {
        subscriber.hasLeft = true
        listening.delete(subscriber)
      }
    },
    stop() {
      for (const rest of rests) clearTimeout(rest)
      if (looking) clearInterval(looking)
      if (lookingAtSessions) clearInterval(lookingAtSessions)
      if (notifyTimer) clearTimeout(notifyTimer)
    },
  }
}

function readPayload(payload: string): [string, number][] {
  const read: unknown = JSON.parse(payload)
  if (!Array.isArray(read)) return []
  return read.flatMap((pair: unknown) =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number'
      ? [[pair[0], pair[1]]]
      : [],
  )
}
