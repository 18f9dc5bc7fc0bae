import { sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { Committed } from '../journal/journal.ts'

/**
 * Wake-ups: hints to the devices whose scope a commit touched, never data. At once for the first, then at most four a
 * second a device. Other instances are told outside the transactions, at most 20 times a second, and every instance
 * looks at the versions now and then, so that a lost notice costs seconds, not work.
 */

export type Listener = { companyId: string; personId: string; poke: (version: number) => void }

export type Pokes = {
  committed: (change: Committed) => void
  subscribe: (listener: Listener) => () => void
  stop: () => void
}

const CHANNEL = 'suivi_versions'
const DEVICE_GAP_MS = 250
const NOTIFY_GAP_MS = 50
const LOOK_GAP_MS = 5000

type Subscriber = Listener & { latest: number; told: number; timer: NodeJS.Timeout | null }

export async function createPokes(database: Database, onError: (error: unknown) => void): Promise<Pokes> {
  const subscribers = new Map<string, Set<Subscriber>>()
  const latest = new Map<string, number>()
  const toNotify = new Map<string, number>()
  let notifyTimer: NodeJS.Timeout | null = null

  function hint(companyId: string, version: number, personIds: ReadonlySet<string> | 'all'): void {
    latest.set(companyId, Math.max(version, latest.get(companyId) ?? 0))
    for (const subscriber of subscribers.get(companyId) ?? [])
      if (personIds === 'all' || personIds.has(subscriber.personId)) send(subscriber, version)
  }

  async function hintTouched(change: Committed): Promise<void> {
    const { companyId, version, clientIds } = change
    if (!subscribers.get(companyId)?.size) return
    if (change.wholeCompany) return hint(companyId, version, 'all')
    const holders = await rowsOf<{ personId: string }>(
      database.db,
      sql`select distinct person_id as "personId" from scope
          where company_id = ${companyId} and client_id = any(${`{${clientIds.join(',')}}`}::uuid[])`,
    )
    hint(companyId, version, new Set([...change.personIds, ...holders.map(({ personId }) => personId)]))
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
  }

  if (database.kind === 'postgres')
    await database.listen(CHANNEL, (payload) => {
      for (const [companyId, version] of readPayload(payload))
        if (version > (latest.get(companyId) ?? 0)) hint(companyId, version, 'all')
    })
  const looking =
    database.kind === 'postgres' ? setInterval(() => void look().catch(onError), LOOK_GAP_MS) : null

  return {
    committed(change) {
      latest.set(change.companyId, Math.max(change.version, latest.get(change.companyId) ?? 0))
      hintTouched(change).catch(onError)
      notifyOthers(change)
    },
    subscribe(listener) {
      const subscriber: Subscriber = { ...listener, latest: 0, told: 0, timer: null }
      const listening = subscribers.get(listener.companyId) ?? new Set()
      subscribers.set(listener.companyId, listening.add(subscriber))
      return () => {
        if (subscriber.timer) clearTimeout(subscriber.timer)
        listening.delete(subscriber)
      }
    },
    stop() {
      if (looking) clearInterval(looking)
      if (notifyTimer) clearTimeout(notifyTimer)
    },
  }
}

/** The first at once; what comes within the gap is told once, at its end, with the latest version. */
function send(subscriber: Subscriber, version: number): void {
  subscriber.latest = Math.max(subscriber.latest, version)
  if (subscriber.timer) return
  tell(subscriber)
  subscriber.timer = setTimeout(() => {
    subscriber.timer = null
    if (subscriber.latest > subscriber.told) send(subscriber, subscriber.latest)
  }, DEVICE_GAP_MS)
}

function tell(subscriber: Subscriber): void {
  subscriber.told = subscriber.latest
  subscriber.poke(subscriber.latest)
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
