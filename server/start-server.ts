import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createApp } from './app.ts'
import { startCalendar } from './calendar/start-calendar.ts'
import { createFirstRunToken } from './company/first-run.ts'
import { openDatabase, type Database } from './db/open.ts'
import { openDocuments } from './documents/documents.ts'
import { databasePlace, type Settings } from './env.ts'
import { lanAddresses, lanCertificate } from './lan.ts'
import { serveOn } from './listen.ts'
import { Journal } from './journal/journal.ts'
import { headsFolder } from './journal/kept-heads.ts'
import { journalPorts } from './journal/ports.ts'
import { createLog, type Log } from './log.ts'
import { createAuth, type Auth } from './people/auth.ts'
import { createPokes } from './sync/pokes.ts'
import { startUpkeep } from './upkeep.ts'
import { StartFailure } from './start-failure.ts'

const SESSIONS_GAP_MS = 30_000
const DOCUMENTS_GRACE_MS = 3000

export type ServerOptions = {
  settings: Settings
  /** The built app; undefined when somebody else serves it. */
  clientFolder: string | undefined
  /** HTTPS for phones in the same network, on `port + 443`. */
  lan?: boolean
  /** Runs before the first request, as filling a new database with the demo company. */
  prepare?(parts: { database: Database; auth: Auth; journal: Journal; log: Log }): Promise<void>
}

export type RunningServer = {
  database: Database
  auth: Auth
  journal: Journal
  log: Log
  /** Secret of the link that makes the first administrator, where there is none. */
  firstRunToken: string
  /** Where a browser of this machine finds it, and with `lan` where a phone does. */
  addresses: { local: string; lan: string[] }
  stop(): Promise<void>
}

/** Builds the real things, hands them to the app and serves it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, clientFolder, prepare } = options
  const log = createLog(settings)
  const database = await openDatabase(databasePlace(settings))
  try {
    const auth = createAuth({
      database,
      settings,
      log,
      sendResetLink: async (link) => log.warn(link, 'password reset'),
    })
    const lost = (err: unknown) => log.error({ err }, 'a wake-up was lost')
    const pokes = await createPokes(database, lost, SESSIONS_GAP_MS)
    let someoneLeft = () => {}
    const journal = new Journal(database, {
      ...journalPorts,
      committed(change) {
        pokes.committed(change)
        documents.changed(change.companyId)
        if (change.leftIds?.length) someoneLeft()
      },
    })
    const documents = await openDocuments(settings, { database, journal, log, now: Date.now })
    await prepare?.({ database, auth, journal, log })
    const firstRunToken = createFirstRunToken()
    const stopping = new AbortController()
    const app = createApp({
      database,
      auth,
      journal,
      documents,
      pokes,
      firstRunToken,
      settings,
      log,
      clientFolder,
      now: Date.now,
      stopping: stopping.signal,
    })
    const { port, host } = settings
    const lan = options.lan ? await lanFor(settings) : undefined
    const kept = { headsFolder: headsFolder(settings.dataDir) }
    const upkeep = startUpkeep({ database, journal, documents, ...kept, now: Date.now }, log)
    const calendar = startCalendar({ database, journal }, log, Date.now)
    someoneLeft = calendar.look
    const serving = await serveOn({ app, port, host, lan })
    return {
      database,
      auth,
      journal,
      log,
      firstRunToken,
      addresses: {
        local: settings.baseUrlIsFixed ? settings.baseUrl : `http://localhost:${serving.port}`,
        lan: lan ? lan.addresses.map((address) => `https://${address}:${serving.lanPort}`) : [],
      },
      async stop() {
        stopping.abort()
        await serving.stop()
        await calendar.stop()
        await upkeep.stop()
        // What is under way is done again at the next start; a scanner may be silent for long.
        await Promise.race([documents.idle(), setTimeout(DOCUMENTS_GRACE_MS, undefined, { ref: false })])
        pokes.stop()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function lanFor({ port, dataDir }: Settings) {
  const addresses = lanAddresses()
  if (addresses.length === 0)
    throw new StartFailure('This machine has no address in a network: --lan needs one.')
  return { port: port + 443, addresses, certificate: await lanCertificate(join(dataDir, 'lan'), addresses) }
}
