import postgres from 'postgres'
import { idFrom } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { COLLECTOR, MANAGER } from '../bench/ledger.ts'
import { type RealDevice, realDevice, within } from './real-device.ts'
import type { Site } from './site.ts'
import type { Extent, Told } from './told.ts'

const ROUNDS: Record<Extent, number> = { short: 1, full: 4 }
const ACTIONS_AFTER = 200
const BEFORE = 30
const ITEMS_A_CLIENT = 20
const SETTLED_WITHIN_MS = 60_000
/** `missing`, `twice`: of what devices were told is applied. `ghosts`: rows shown that a new device is not given; `unseen`: the reverse. */
type Apart = { answered: number; missing: number; twice: number; ghosts: number; unseen: number }

/**
 * The database is copied, people go on, the copy takes its place. The devices come back by themselves and nobody does
 * anything: what they were told of is there again, once, and what they show is what a new device is given.
 */
export async function restored(site: Site, extent: Extent): Promise<Told> {
  const apart: Apart = { answered: 0, missing: 0, twice: 0, ghosts: 0, unseen: 0 }
  let slowestMs = 0
  for (let round = 0; round < ROUNDS[extent]; round += 1) {
    const devices = [
      await realDevice(site.url, COLLECTOR),
      await realDevice(site.url, COLLECTOR),
      await realDevice(site.url, MANAGER),
    ]
    slowestMs = Math.max(slowestMs, await oneRestore(site, devices, round))
    const seen = await compare(site, devices)
    for (const name of ['answered', 'missing', 'twice', 'ghosts', 'unseen'] as const)
      apart[name] += seen[name]
  }
  const { answered, ...wrong } = apart
  return {
    fault: 'database restored',
    injected: `${ROUNDS[extent]} × copied, ${ACTIONS_AFTER} more actions by three devices of two people, the copy put in its place`,
    expected: 'without an operator: 0 missing, 0 twice, 0 ghosts, 0 unseen',
    seen: `${JSON.stringify(apart)}; slowest ${(slowestMs / 1000).toFixed(1)} s`,
    isAsExpected: answered > ACTIONS_AFTER / 2 && Object.values(wrong).every((count) => count === 0),
  }
}

async function oneRestore(site: Site, devices: readonly RealDevice[], round: number): Promise<number> {
  const act = (each: number) =>
    Promise.all(devices.map((device, at) => device.act(fieldOf(site, at + round), each)))
  await act(BEFORE / devices.length)
  await settle(devices)
  await copy(site)
  // In the rounds after the first somebody has work of before the copy that only leaves after it.
  const late = round > 0 ? devices[round % devices.length] : undefined
  late?.offline(true)
  await act(Math.ceil(ACTIONS_AFTER / devices.length / 2))
  late?.offline(false)
  await act(Math.ceil(ACTIONS_AFTER / devices.length / 2))
  if (round % 2 === 0) await settle(devices)
  await putBack(site)
  const begun = performance.now()
  for (const device of devices) device.offline(false)
  await settle(devices)
  // Each has its own answers again; what the others put back comes with a further page.
  await settle(devices)
  return performance.now() - begun
}

function fieldOf({ ledger: { clientIds, actionIds } }: Site, at: number) {
  const client = at % clientIds.length
  const clientId = must(clientIds[client], 'a client')
  return {
    clientId,
    itemIds: Array.from({ length: ITEMS_A_CLIENT }, (_, index) => idFrom(clientId, String(index))),
    actionIds: actionIds.filter((_, index) => index % clientIds.length === client),
  }
}

async function settle(devices: readonly RealDevice[]): Promise<void> {
  const sinceMs = Date.now()
  for (const device of devices) device.work.wake()
  const took = await within(SETTLED_WITHIN_MS, async () => {
    for (const device of devices) if (!(await device.isSettled(sinceMs))) return false
    return true
  })
  if (took === null) throw new Error('the devices did not come to an end with what they had to send')
}

/** A copy on the same Postgres, which takes nobody else being there: npm has no pg_dump. */
async function copy(site: Site): Promise<void> {
  await site.killServer()
  await asOperator(site, async (sql) => {
    await sql`drop database if exists backup`
    await sql`create database backup template postgres`
  })
  await site.startServer()
}

async function putBack(site: Site): Promise<void> {
  await site.killServer()
  await asOperator(site, async (sql) => {
    await sql`drop database postgres with (force)`
    await sql`alter database backup rename to postgres`
  })
  await site.startServer()
}

async function asOperator(site: Site, run: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const place = new URL(site.databaseUrl)
  place.pathname = '/template1'
  const sql = postgres(place.href, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'`
    await run(sql)
  } finally {
    await sql.end()
  }
}

async function compare(site: Site, devices: readonly RealDevice[]): Promise<Apart> {
  const answered = (await Promise.all(devices.map((device) => device.answered()))).flat()
  const sql = postgres(site.databaseUrl, { max: 1 })
  const rows = await sql<{ id: string }[]>`
    select h.id from entries e join history h on h.company_id = e.company_id and h.id = e.id
    where e.company_id = ${site.ledger.companyId}`
  await sql.end()
  const times = new Map<string, number>()
  for (const { id } of rows) times.set(id, (times.get(id) ?? 0) + 1)
  const applied = answered.filter(({ outcome }) => outcome?.type === 'applied')
  const timesOf = applied.map(({ entry }) => times.get(entry.id) ?? 0)

  const shown = await Promise.all(devices.map((device) => device.shows(site.ledger.clientIds)))
  // A realm holds sixteen collections: room for the fresh ones.
  for (const device of devices) await device.close()
  let ghosts = 0
  let unseen = 0
  for (const [email, own] of [
    [COLLECTOR, shown.slice(0, 2)],
    [MANAGER, shown.slice(2)],
  ] as const) {
    const fresh = await realDevice(site.url, email)
    await within(SETTLED_WITHIN_MS, () => fresh.work.view.snapshot.value.reached > 0)
    const given = new Set(await fresh.shows(site.ledger.clientIds))
    await fresh.close()
    for (const held of own) {
      ghosts += held.filter((row) => !given.has(row)).length
      unseen += given.size - held.filter((row) => given.has(row)).length
    }
  }
  return {
    answered: answered.length,
    missing: timesOf.filter((count) => count === 0).length,
    twice: timesOf.filter((count) => count > 1).length,
    ghosts,
    unseen,
  }
}
