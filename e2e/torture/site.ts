import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/db/open.ts'
import { readSettings } from '../../server/env.ts'
import { createLog } from '../../server/log.ts'
import { createAuth } from '../../server/people/auth.ts'
import { freePort, type OwnPostgres, startOwnPostgres } from '../../server/testing/postgres.ts'
import { type Ledger, makeLedger } from '../bench/ledger.ts'
import { buildApp } from '../bench/served.ts'
import { ended } from '../support/app.ts'
import { type Proxy, startProxy } from './proxy.ts'

/** The product as `npm start` serves it, on a Postgres that waits for the disk, behind a proxy that can misbehave. */
export type Site = {
  /** The way people take: through the proxy. */
  url: string
  databaseUrl: string
  /** Where the server keeps what is not in the database. */
  dataDir: string
  ledger: Ledger
  proxy: Proxy
  postgres: OwnPostgres
  killServer(): Promise<void>
  /** Its clock off by so much. */
  startServer(clockOffMs?: number): Promise<void>
  stop(): Promise<void>
}

const SIZE = { clients: 20, items: 400, actions: 40, history: 0 }
const UP_WITHIN_MS = 90_000

export async function openSite(): Promise<Site> {
  buildApp()
  const postgres = await startOwnPostgres({ durable: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-torture-'))
  const port = await freePort()
  const proxy = await startProxy(port)
  const url = `http://localhost:${proxy.port}`
  const env = {
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    PORT: String(port),
    HOST: '127.0.0.1',
    BASE_URL: url,
    LOG_LEVEL: 'silent',
  }
  const database = await openDatabase({ url: postgres.url })
  const settings = readSettings(env)
  const auth = createAuth({ database, settings, log: createLog(settings), sendResetLink: async () => {} })
  const ledger = await makeLedger(database, auth, SIZE)
  await database.close()

  let server: ChildProcess
  const startServer = async (clockOffMs = 0) => {
    const preload = clockOffMs === 0 ? [] : ['--import', import.meta.resolve('./clock-off.ts')]
    server = spawn(process.execPath, [...preload, 'server/main.ts'], {
      env: { ...process.env, ...env, CLOCK_OFF_MS: String(clockOffMs) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await isUp(`http://localhost:${port}`)
  }
  await startServer()
  return {
    url,
    databaseUrl: postgres.url,
    dataDir,
    ledger,
    proxy,
    postgres,
    startServer,
    killServer: () => ended(server, 'SIGKILL'),
    async stop() {
      await proxy.close()
      await ended(server, 'SIGTERM')
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Resolves once the product says that it can work. */
export async function isUp(url: string): Promise<void> {
  const begun = performance.now()
  while (performance.now() - begun < UP_WITHIN_MS) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`nobody answers at ${url}`)
}
