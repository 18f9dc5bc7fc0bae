import { createMiddleware } from 'hono/factory'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { AtWorkEnv } from './at-work.ts'

/** After `atWorkOnly`: lets pass whoever the call speaks for, where it says so. The cookie may be another's by now. */
export const themselvesOnly = createMiddleware<AtWorkEnv>(async (c, next) => {
  const meant = c.req.header(PERSON_HEADER)
  if (meant !== undefined && meant !== c.get('person').id)
    throw new ProblemAnswer('signed-out', 'Somebody else is signed in on this device.')
  await next()
})
