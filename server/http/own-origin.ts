import { createMiddleware } from 'hono/factory'
import type { Settings } from '../env.ts'
import type { AppEnv } from './app-env.ts'
import { ProblemAnswer } from './problems.ts'

type OriginSettings = Pick<Settings, 'baseUrl' | 'baseUrlIsFixed'>

/**
 * Whether a request's Origin is this site. Without BASE_URL the address the browser used is as good: it is how the
 * product runs on one's own machine or in one's own network.
 */
export function isOwnOrigin(origin: string, host: string | undefined, settings: OriginSettings): boolean {
  if (origin === settings.baseUrl) return true
  return (
    !settings.baseUrlIsFixed && host !== undefined && URL.canParse(origin) && new URL(origin).host === host
  )
}

/** Refuses what changes something and comes from another site (CSRF). Browsers say where every such request comes from. */
export function ownOriginOnly(settings: OriginSettings) {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const origin = c.req.header('origin')
      const foreign = origin
        ? !isOwnOrigin(origin, c.req.header('host'), settings)
        : !['same-origin', 'none', undefined].includes(c.req.header('sec-fetch-site'))
      if (foreign) throw new ProblemAnswer('foreign-origin', 'Only the app itself may ask for this.')
    }
    await next()
  })
}
