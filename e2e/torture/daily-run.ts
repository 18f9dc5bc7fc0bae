import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { type Database, type DatabasePlace, openDatabase } from '../../server/db/open.ts'
import { rowsOf } from '../../server/db/rows.ts'
import { databasePlace, readSettings } from '../../server/env.ts'
import { Journal } from '../../server/journal/journal.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import { verifyChain } from '../../server/journal/verify-chain.ts'
import { createLog } from '../../server/log.ts'
import { createAuth } from '../../server/people/auth.ts'
import { freePort } from '../../server/testing/postgres.ts'
import { makeAutomatic } from '../bench/daily-run.ts'
import { makeLedger } from '../bench/ledger.ts'
import { ended } from '../support/app.ts'
import { type Site, isUp } from './site.ts'
import type { Extent, Told } from './told.ts'

/** Each with two items that fell due long ago; those of some clients are in a case. */
const SIZE = { clients: 600, items: 1200, actions: 100, history: 0 }
const GONE_WITHIN_MS = 15_000
/** In which transaction a server is killed, and how long after it has handed it over. */
const KILLS: Record<Extent, readonly (readonly [number, number])[]> = {
  short: [
    [1, 0],
    [2, 30],
  ],
  full: [
    [1, 0],
    [1, 10],
    [2, 0],
    [1, 60],
    [2, 25],
    [1, 5],
    [1, 120],
  ],
}

/**
 * The morning of a company whose steps are prepared by themselves, and servers that are killed while they go through its
 * clients: an embedded one; and two at once on a Postgres, of which one goes on in the end. Each client whose step is due
 * has it once, nobody else has one, and the history is whole.
 */
export async function dailyRun(site: Site, extent: Extent): Promise<Told> {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-torture-daily-'))
  try {
    const DATABASE_URL = await freshDatabase(site.databaseUrl)
    const both = [
      await aMorning({ DATA_DIR: join(folder, 'embedded') }, 1, KILLS[extent]),
      await aMorning({ DATA_DIR: join(folder, 'shared'), DATABASE_URL }, 2, KILLS[extent]),
    ]
    return {
      fault: 'daily run killed',
      injected: `SIGKILL in the run, then it begins again; embedded: ${both[0]?.kills} times, two at once on a Postgres: ${both[1]?.kills}`,
      expected: 'seen in the middle; 0 left out, 0 twice, 0 that are in a case, histories whole',
      seen: JSON.stringify(both.map(({ inTheMiddle, truth }) => ({ inTheMiddle, ...truth }))),
      isAsExpected: both.every(
        ({ inTheMiddle, truth }) => inTheMiddle > 0 && Object.values(truth).every((wrong) => wrong === 0),
      ),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function aMorning(
  variables: Record<string, string>,
  instances: 1 | 2,
  kills: readonly (readonly [number, number])[],
) {
  const env = { ...variables, HOST: '127.0.0.1', LOG_LEVEL: 'silent' }
  const settings = readSettings(env)
  const place = databasePlace(settings)
  const { companyId, clientIds } = await opened(place, async (database) => {
    const auth = createAuth({ database, settings, log: createLog(settings), sendResetLink: async () => {} })
    const ledger = await makeLedger(database, auth, SIZE)
    const journal = new Journal(database, { ...journalPorts, committed: () => {} })
    await makeAutomatic(database, journal, ledger.companyId)
    return ledger
  })
  const expected = new Set(clientIds.slice(SIZE.actions))
  let inTheMiddle = 0
  for (const kill of kills) {
    const servers = await Promise.all(Array.from({ length: instances }, () => start(env, kill)))
    await Promise.all(servers.map(({ server }) => gone(server)))
    const { size } = await opened(place, (database) => preparedOf(database, companyId))
    if (size > 0 && size < expected.size) inTheMiddle += 1
  }
  const killed = instances === 2 ? await start(env, [1, 10]) : null
  const last = await start(env, null)
  await isUp(last.url)
  if (killed) await gone(killed.server)
  // Stopping waits for the look that runs.
  await ended(last.server, 'SIGTERM')
  return {
    kills: kills.length * instances + (killed ? 1 : 0),
    inTheMiddle,
    truth: await opened(place, async (database) => {
      const seen = await preparedOf(database, companyId)
      const chain = await database.transaction((tx) => verifyChain(tx, companyId, []), { snapshot: true })
      return {
        leftOut: [...expected].filter((id) => !seen.has(id)).length,
        twice: [...seen.values()].filter((times) => times > 1).length,
        inACase: [...seen.keys()].filter((id) => !expected.has(id)).length,
        breaks: chain.breaks.length,
      }
    }),
  }
}

async function start(env: Record<string, string>, kill: readonly [number, number] | null) {
  const port = String(await freePort())
  const url = `http://localhost:${port}`
  const preload = kill ? ['--import', import.meta.resolve('./killed-in-the-run.ts')] : []
  const [at = 0, afterMs = 0] = kill ?? []
  const server = spawn(process.execPath, [...preload, 'server/main.ts'], {
    env: {
      ...process.env,
      ...env,
      PORT: port,
      BASE_URL: url,
      KILL_AT: String(at),
      KILL_AFTER_MS: String(afterMs),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { server, url }
}

/** A server that has no more to do than it is killed after goes on for ever: then it is ended. */
async function gone(server: ChildProcess): Promise<void> {
  const left = setTimeout(() => server.kill('SIGKILL'), GONE_WITHIN_MS)
  if (server.exitCode === null && server.signalCode === null)
    await new Promise((done) => server.once('exit', done))
  clearTimeout(left)
}

async function opened<T>(place: DatabasePlace, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(place)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** How often each client had a step prepared, as its history tells it. */
async function preparedOf({ db }: Database, companyId: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ id: string; times: number }>(
    db,
    sql`select client_id as id, count(*)::int as times from history
        where company_id = ${companyId} and kind = 'scenarioStep.prepared' group by client_id`,
  )
  return new Map(rows.map(({ id, times }) => [id, times]))
}

async function freshDatabase(url: string): Promise<string> {
  const name = `daily_${process.pid}`
  const admin = postgres(url, { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
