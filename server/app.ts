import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { problem } from '#shared/protocol/problem.ts'
import { companyHistoryRoutes } from './company/company-history-routes.ts'
import { firstRunRoutes } from './company/first-run.ts'
import type { Database } from './db/open.ts'
import { documentRoutes } from './documents/document-routes.ts'
import type { Documents } from './documents/documents.ts'
import { uploadRoutes } from './documents/upload-routes.ts'
import type { Settings } from './env.ts'
import type { AppEnv } from './http/app-env.ts'
import { clientFiles, isBuilt } from './http/client-files.ts'
import { compressJson } from './http/compress-json.ts'
import { limitBody } from './http/limit-body.ts'
import { ownOriginOnly } from './http/own-origin.ts'
import { answerError, answerProblem } from './http/problems.ts'
import { requestLog } from './http/request-log.ts'
import { securityHeaders } from './http/security-headers.ts'
import { importRoutes } from './imports/import-routes.ts'
import type { Log } from './log.ts'
import { createAttempts } from './people/attempts.ts'
import { assignmentTestRoutes } from './people/assignment-test-routes.ts'
import { authRoutes } from './people/auth-routes.ts'
import type { Auth } from './people/auth.ts'
import { acceptanceRoutes, invitationRoutes } from './people/invitation-routes.ts'
import { peopleRoutes } from './people/people-routes.ts'
import type { Journal } from './journal/journal.ts'
import { paperRoutes } from './papers/paper-routes.ts'
import type { Pokes } from './sync/pokes.ts'
import { handOverRoutes } from './quarantine/hand-over-routes.ts'
import { quarantineRoutes } from './quarantine/quarantine-routes.ts'
import { tryOutRoutes } from './rules/try-out-routes.ts'
import { syncRoutes } from './sync/sync-routes.ts'

export type AppDependencies = {
  database: Database
  auth: Auth
  journal: Journal
  documents: Documents
  pokes: Pokes
  settings: Settings
  /** Secret of the link that makes the first administrator. */
  firstRunToken: string
  log: Log
  /** The built app; undefined in development, where Vite serves it. */
  clientFolder: string | undefined
  now(): number
  /** Aborted when the server stops: long answers (server-sent events) end themselves. */
  stopping: AbortSignal
}

const megabyte = 1024 * 1024
/** Infinity: it counts by itself. */
const LARGER_BODIES = { '/api/imports': 200 * megabyte, '/api/documents/upload': Infinity }
const USUAL_BODY_BYTES = 2 * megabyte

/** The whole HTTP side. It builds nothing and knows no port, so a test calls `app.request(…)`. */
export function createApp(deps: AppDependencies): Hono<AppEnv> {
  const { database, auth, settings, log, clientFolder, now } = deps
  const app = new Hono<AppEnv>()
  app.onError(answerError)

  app.use(requestLog(log, settings))
  app.use(securityHeaders(settings))
  app.use('/api/*', compressJson)
  app.use('/api/*', ownOriginOnly(settings))
  app.use('/api/*', limitBodies(LARGER_BODIES, USUAL_BODY_BYTES))
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })

  app.get('/api/health/live', (c) => c.json({ live: true }))
  app.get('/api/health/ready', async (c) => {
    await database.db.execute(sql`select 1`)
    return c.json({ ready: true, database: database.kind })
  })

  const attempts = createAttempts(database.db, now)
  app.route('/api/auth', authRoutes({ auth, attempts, settings }))

  app.route('/api/first-run', firstRunRoutes(database, auth, deps.firstRunToken))
  app.route('/api/sync/quarantine', handOverRoutes({ ...deps, attempts }))
  app.route('/api/sync', syncRoutes(deps))
  app.route('/api/quarantine', quarantineRoutes(deps))
  app.route('/api/company/history', companyHistoryRoutes(deps))
  app.route('/api/imports', importRoutes(deps))
  app.route('/api/papers', paperRoutes(deps))
  app.route('/api/documents/upload', uploadRoutes({ ...deps, attempts }))
  app.route('/api/documents', documentRoutes(deps))
  app.route('/api/rules/assignment-test', assignmentTestRoutes(deps))
  app.route('/api/rules/try-out', tryOutRoutes(deps))
  app.route('/api/invitations', acceptanceRoutes({ ...deps, attempts }))
  app.route('/api/people/invitations', invitationRoutes({ ...deps, attempts }))
  app.route('/api', peopleRoutes(deps))

  app.all('/api/*', (c) =>
    answerProblem(c, problem('not-found', `There is no ${c.req.method} ${c.req.path}.`)),
  )
  if (clientFolder && isBuilt(clientFolder)) app.route('/', clientFiles(clientFolder))
  else app.get('*', (c) => c.text('The app is not built: run "npm run build".', 503))
  return app
}

/** A larger limit for some families of addresses, a usual one for all others. */
function limitBodies(larger: Readonly<Record<string, number>>, usual: number) {
  const usualLimit = limitBody(usual)
  const untouched = createMiddleware<AppEnv>((_c, next) => next())
  const limits = Object.entries(larger).map(([under, bytes]) => ({
    under,
    limit: bytes === Infinity ? untouched : limitBody(bytes),
  }))
  return (...[c, next]: Parameters<typeof usualLimit>) =>
    (limits.find(({ under }) => c.req.path.startsWith(under))?.limit ?? usualLimit)(c, next)
}
