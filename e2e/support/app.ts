import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/demo-people.ts'
import { freePort } from '../../server/testing/postgres.ts'

export type RunningApp = {
  url: string
  password: string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  /** Starts it again on the same data and port. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** The product as `npm run demo` serves it, on a copy of the demo company of its own. */
export async function startApp(): Promise<RunningApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-e2e-'))
  cpSync(inject('demoData'), dataDir, { recursive: true })
  const port = await freePort()
  let server = await serve(dataDir, port)
  return {
    url: `http://localhost:${port}`,
    password: DEMO_PASSWORD,
    kill: () => ended(server, 'SIGKILL'),
    async start() {
      server = await serve(dataDir, port)
    },
    async stop() {
      await ended(server, 'SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs the demo command until it says where it is. */
export function serve(dataDir: string, port: number): Promise<ChildProcess> {
  // Vitest has a BASE_URL of its own.
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
    BASE_URL: `http://localhost:${port}`,
  }
  const server = spawn(process.execPath, ['server/commands/demo.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((ready, fail) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Suivi is at')) ready(server)
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', hear)
    server.once('exit', (code) => fail(new Error(`the demo ended with ${String(code)}: ${said}`)))
  })
}

export async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((done) => server.once('exit', done))
  server.kill(signal)
  await gone
}
