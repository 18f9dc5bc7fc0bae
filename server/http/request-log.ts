import { randomUUID } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import type { Settings } from '../env.ts'
import type { Log } from '../log.ts'
import type { AppEnv } from './app-env.ts'

/** Gives the request its id and writes one line when it is answered; the query stays out, it may hold a token. */
export function requestLog(log: Log, settings: Pick<Settings, 'trustProxy'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const started = process.hrtime.bigint()
    const given = settings.trustProxy ? c.req.header('x-request-id') : undefined
    const requestId = given && /^[\w.-]{1,80}$/.test(given) ? given : randomUUID()
    c.set('requestId', requestId)
    c.set('log', log)
    await next()
    c.header('x-request-id', requestId)
    if (c.req.path.startsWith('/api/health/')) return
    const ms = Number((process.hrtime.bigint() - started) / 10_000n) / 100
    const level = c.res.status >= 500 ? 'error' : c.req.path.startsWith('/api/') ? 'info' : 'debug'
    log[level](
      { request: requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms },
      'answered',
    )
  })
}
