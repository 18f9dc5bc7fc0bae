import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { AppDependencies } from '../../../server/app.ts'
import { createApp } from '../../../server/app.ts'
import { runCalendar } from '../../../server/calendar/calendar.ts'
import { createJobs } from '../../../server/calendar/start-calendar.ts'
import type { Database } from '../../../server/db/open.ts'
import { documentWork } from '../../../server/documents/documents.ts'
import { folderStore } from '../../../server/documents/folder-store.ts'
import { UploadFolder } from '../../../server/documents/uploads.ts'
import { Journal } from '../../../server/journal/journal.ts'
import type { Request } from '../../../server/journal/request.ts'
import { redecideDeferred } from '../../../server/journal/redecide.ts'
import { createLog } from '../../../server/log.ts'
import type { Auth } from '../../../server/people/auth.ts'
import { type Pokes, createPokes } from '../../../server/sync/pokes.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import {
  type Decision,
  decideQuarantined,
  finishClaims,
} from '../../../server/quarantine/decide-quarantined.ts'
import type { VirtualTime } from './virtual-time.ts'

export const SESSION_HEADER = 'x-simulated-session'

export type Death = 'beforeCommit' | 'afterCommit'

class Died extends Error {}

/** The server: the real app on the store, until it is killed; then another one on the same store. */
export class SimulatedServer {
  readonly database: Database
  readonly sessions = new Map<string, { userId: string }>()
  /** Of whom what was deferred is decided when a process starts. */
  redecidesFor: string | null = null
  /** At the next commit of a write. */
  dies: Death | null = null
  onDeath: (at: Death | null) => void = () => {}
  /** It met something it has no answer to. */
  onDefect: (line: string) => void = () => {}
  #time: VirtualTime
  #chance: Chance
  #life = 0
  #work = new Set<object>()
  #app: Hono | null = null
  #journal: Journal | null = null
  /** Each process has its own: they remember what they have looked at. */
  #jobs = createJobs()
  #pokes: Pokes | null = null
  #stopping = new AbortController()

  constructor(database: Database, time: VirtualTime, chance: Chance) {
    this.database = database
    this.#time = time
    this.#chance = chance
  }

  async start(): Promise<void> {
    const life = ++this.#life
    const database = this.#mortal(life)
    const now = () => this.#time.nowMs
    const pokes = await createPokes(database, (error) => {
      if (this.#life === life) throw error
    })
    const journal = new Journal(database, {
      now,
      stamp: this.newStamp,
      salt: this.newStamp,
      committed: (change) => pokes.committed(change),
    })
    const log = createLog(
      { logLevel: 'error' },
      { write: (line) => this.#life === life && this.onDefect(line) },
    )
    this.#stopping = new AbortController()
    const dependencies: AppDependencies = {
      database,
      auth: this.#auth(),
      journal,
      documents: withoutBytes({ database, journal, log, now }),
      pokes,
      settings: SETTINGS,
      firstRunToken: 'first-run',
      log,
      clientFolder: undefined,
      now,
      stopping: this.#stopping.signal,
    }
    this.#pokes = pokes
    this.#jobs = createJobs()
    this.#journal = journal
    this.#app = createApp(dependencies) as unknown as Hono
    if (this.redecidesFor !== null) this.#redecide(database, journal, this.redecidesFor, life)
  }

  /** What another build deferred, as every process does when it starts. */
  #redecide(database: Database, journal: Journal, companyId: string, life: number): void {
    const deciding = redecideDeferred(database.db, journal, companyId, this.#time.nowMs)
    const heard = deciding.catch((error: unknown) => {
      if (this.#life === life) this.onDefect(String(error))
    })
    void this.#tracked(Promise.race([heard, this.#deathOf(life)]))
  }

  newStamp = (): string => Buffer.from(this.#chance.bytes(8)).toString('hex')

  /** The answer, or nothing when the server died over it. */
  async answer(url: string, init: RequestInit): Promise<Response | null> {
    const life = this.#life
    const app = this.#app
    if (!app) return null
    const response = await this.#tracked(Promise.race([app.request(url, init), this.#deathOf(life)]))
    return this.#life === life ? response : null
  }

  /** Entries of the books and the rules, which come over no network. */
  async submit(request: Request): Promise<void> {
    await this.#tracked(Promise.race([this.#journal?.submit(request), this.#deathOf(this.#life)]))
  }

  /** Makes the entries that the days bring. */
  async lookAtCalendar(): Promise<void> {
    const life = this.#life
    const [database, journal] = [this.#mortal(life), this.#journal]
    const failed = (error: unknown) => this.#life === life && this.onDefect(String(error))
    if (journal)
      await this.#tracked(
        Promise.race([
          runCalendar({ database, journal }, this.#jobs, this.#time.nowMs, failed),
          this.#deathOf(life),
        ]),
      )
  }

  /** An administrator decides what waits in quarantine; what a server that died had begun is carried out. */
  async decide(decision: Decision): Promise<void> {
    const journal = this.#journal
    if (!journal) return
    const parts = { database: this.#mortal(this.#life), journal, now: () => this.#time.nowMs }
    const deciding = finishClaims(parts, decision.companyId).then(() => decideQuarantined(parts, decision))
    await this.#tracked(Promise.race([deciding, this.#deathOf(this.#life)]))
  }

  /** Whether it works on something; streams do not count. */
  get isWorking(): boolean {
    return this.#work.size > 0
  }

  async #tracked<T>(work: Promise<T>): Promise<T> {
    const token = {}
    this.#work.add(token)
    return work.finally(() => this.#work.delete(token))
  }

  /** Killed, and another process takes over. */
  async kill(at: Death | null = null): Promise<void> {
    this.end(at)
    await this.start()
  }

  /** Whatever is not committed is gone, and nobody is answered. */
  end(at: Death | null = null): void {
    this.#stopping.abort()
    this.#pokes?.stop()
    this.#life++
    this.#work.clear()
    for (const wake of this.#mourners.splice(0)) wake(null)
    this.dies = null
    this.onDeath(at)
  }

  #mourners: ((nothing: null) => void)[] = []

  #deathOf(life: number): Promise<null> {
    return new Promise((wake) => {
      if (this.#life === life) this.#mourners.push(wake)
      else wake(null)
    })
  }

  /** The store as one process sees it: when that is killed, its transactions end without an answer. */
  #mortal(life: number): Database {
    const { database } = this
    const never = () => new Promise<never>(() => {})
    return {
      ...database,
      transaction: async (work, options) => {
        if (options?.snapshot) return database.transaction(work, options)
        if (this.#life !== life) return never()
        try {
          const done = await database.transaction(async (tx) => {
            const result = await work(tx)
            if (this.dies !== 'beforeCommit') return result
            await aCommitsTime()
            throw new Died()
          })
          if (this.dies !== 'afterCommit') return done
        } catch (error) {
          if (!hasDied(error)) throw error
        }
        await this.kill(this.dies)
        return never()
      },
    }
  }

  /** Whose session it is, without the password library: its clock and its hashing are no part of sync. */
  #auth(): Auth {
    const getSession = async ({ headers }: { headers: Headers }) => {
      const id = headers.get(SESSION_HEADER) ?? ''
      const session = this.sessions.get(id)
      return {
        headers: new Headers(),
        response: session && {
          user: { id: session.userId, email: '', name: session.userId },
          session: { id },
        },
      }
    }
    // No cookie carries its name, so that every call asks `getSession`.
    const $context = Promise.resolve({
      authCookies: { sessionToken: { name: '-' } },
      secret: '',
      sessionConfig: {},
    })
    return { api: { getSession }, $context } as unknown as Auth
  }
}

/** Turns of the loop: what is answered before its commit has left by then. */
async function aCommitsTime(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((done) => void setImmediate(done))
}

const SETTINGS: AppDependencies['settings'] = {
  port: 0,
  host: undefined,
  dataDir: '',
  databaseUrl: undefined,
  baseUrl: 'http://localhost:3000',
  baseUrlIsFixed: false,
  trustProxy: false,
  logLevel: 'silent',
  secret: 'simulation',
  documents: { bucket: undefined, clamd: undefined, personBytes: 0, companyBytes: 0 },
}

/** Documents are rows here; no device sends bytes. */
function withoutBytes(parts: Pick<AppDependencies, 'database' | 'journal' | 'log' | 'now'>) {
  const folder = join(tmpdir(), 'suivi-simulation')
  return documentWork({
    ...parts,
    store: folderStore(join(folder, 'documents')),
    folder: new UploadFolder(join(folder, 'uploads')),
    scan: undefined,
  })
}

function hasDied(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof Died) return true
  return false
}
