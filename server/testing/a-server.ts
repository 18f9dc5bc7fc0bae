import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type AppDependencies } from '../app.ts'
import { openDocuments } from '../documents/documents.ts'
import type { Scan } from '../documents/scan.ts'
import type { Store } from '../documents/store.ts'
import { readSettings, type Settings } from '../env.ts'
import { Journal } from '../journal/journal.ts'
import { journalPorts } from '../journal/ports.ts'
import { createLog } from '../log.ts'
import { createAuth, type AuthDependencies, type ResetLink } from '../people/auth.ts'
import { createPokes } from '../sync/pokes.ts'
import { testDatabase } from './databases.ts'

export const testOrigin = 'http://localhost:3000'

type More = {
  settings?: Partial<Settings>
  auth?: Pick<AuthDependencies, 'mayEnter'>
  app?: Partial<AppDependencies>
  documents?: { scan?: Scan; store?: Store }
}

/** The whole app on the database of the test worker, with a built client of three files; no port, no real clock. */
export async function aServer(more: More = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'suivi-server-'))
  const settings = { ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), ...more.settings }
  const database = await testDatabase()
  const lines: string[] = []
  const log = createLog({ logLevel: 'debug' }, { write: (line) => lines.push(line) })
  const resetLinks: ResetLink[] = []
  const sendResetLink = async (link: ResetLink) => void resetLinks.push(link)
  const auth = createAuth({ database, settings, log, sendResetLink, ...more.auth })
  const clock = { now: Date.now() }
  const pokes = await createPokes(database, (err) => log.error({ err }, 'a wake-up was lost'))
  const journal = new Journal(database, {
    ...journalPorts,
    now: () => clock.now,
    committed(change) {
      pokes.committed(change)
      documents.changed(change.companyId)
    },
  })
  const documents = await openDocuments(settings, {
    database,
    journal,
    log,
    now: () => clock.now,
    ...more.documents,
  })
  const dependencies: AppDependencies = {
    database,
    auth,
    journal,
    documents,
    pokes,
    firstRunToken: 'first-run',
    settings,
    log,
    clientFolder: aBuiltClient(folder),
    now: () => clock.now,
    stopping: new AbortController().signal,
    ...more.app,
  }
  return {
    app: createApp(dependencies),
    auth,
    database,
    journal,
    documents,
    settings,
    clock,
    resetLinks,
    lines,
  }
}

function aBuiltClient(folder: string): string {
  const client = join(folder, 'client')
  mkdirSync(join(client, 'assets'), { recursive: true })
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>Suivi</title>')
  writeFileSync(join(client, 'assets', 'app-1234.js'), 'plain()')
  writeFileSync(join(client, 'assets', 'app-1234.js.br'), 'compressed()')
  return client
}

/** A request as the app in the browser makes it. */
export function aPost(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: testOrigin, host: 'localhost:3000', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }
}

/** The cookies of an answer, as the next request sends them. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
