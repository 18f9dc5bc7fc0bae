import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { openDatabase } from '../../server/db/open.ts'
import { readSettings } from '../../server/env.ts'
import { createLog } from '../../server/log.ts'
import { createAuth } from '../../server/people/auth.ts'
import { freePort, startPostgres } from '../../server/testing/postgres.ts'
import { ended } from '../support/app.ts'
import { type Ledger, LEDGER, makeLedger } from './ledger.ts'
import { memoryOf, PROBED } from './probed.ts'

export type Served = {
  url: string
  databaseUrl: string
  ledger: Ledger
  /** What the server's process holds in memory once its garbage is away, bytes. */
  memory(): Promise<number>
  stop(): Promise<void>
}

/** The product as `npm start` serves it, in a process of its own, on a Postgres that waits for the disk. */
export async function serveLedger(size = LEDGER): Promise<Served> {
  buildApp()
  const postgres = await startPostgres({ durable: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-bench-'))
  const port = await freePort()
  const env = { DATA_DIR: dataDir, DATABASE_URL: postgres.url, PORT: String(port), LOG_LEVEL: 'error' }
  const database = await openDatabase({ url: postgres.url })
  const settings = readSettings(env)
  const auth = createAuth({ database, settings, log: createLog(settings), sendResetLink: async () => {} })
  const ledger = await makeLedger(database, auth, size)
  await database.db.execute('analyze')
  await database.close()

  const server = spawn(process.execPath, [...PROBED, 'server/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const url = `http://localhost:${port}`
  await isReady(url)
  return {
    url,
    databaseUrl: postgres.url,
    ledger,
    memory: () => memoryOf(server),
    async stop() {
      await ended(server, 'SIGTERM')
      await postgres.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function isReady(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`nobody answers at ${url}`)
}

/** In a process of its own: what a build says must not come between the figures. */
export function buildApp(): void {
  const { status } = spawnSync(process.execPath, ['e2e/bench/build-app.ts'], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('the app could not be built')
}

/** Signs in as a browser would; the cookie of the session, and who it is. */
export async function signInTo(url: string, email: string, password: string) {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`)
  const { user } = z.parse(z.object({ user: z.object({ id: z.string() }) }), await answer.json())
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0])
  return { cookie: cookie.join('; '), userId: user.id }
}
