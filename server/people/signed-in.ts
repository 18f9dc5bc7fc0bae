import { createMiddleware } from 'hono/factory'
import type { Db } from '../db/open.ts'
import type { AppEnv } from '../http/app-env.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Auth } from './auth.ts'
import { type SignedIn, liveSessions } from './live-session.ts'
import { whyOut } from './why-out.ts'

export type SignedInEnv = {
  /** `renewed`: cookies of a session made young again, for an answer that goes its own way. */
  Variables: AppEnv['Variables'] & { signedIn: SignedIn; renewed: string[] }
}

/** Lets only signed-in people pass, and keeps the cookie as young as the session. */
export function signedInOnly(auth: Auth, db: Db) {
  const liveSession = liveSessions(auth, db)
  const why = whyOut(db)
  return createMiddleware<SignedInEnv>(async (c, next) => {
    const live = await liveSession(c.req.header('cookie'))
    if (live) {
      c.set('signedIn', live)
      c.set('renewed', [])
      return next()
    }
    const { headers, response } = await auth.api.getSession({
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    if (!response) throw (await why(c)) ?? new ProblemAnswer('signed-out', 'Sign in to go on.')
    const { user, session } = response
    c.set('signedIn', { userId: user.id, sessionId: session.id, email: user.email, name: user.name })
    c.set('renewed', headers.getSetCookie())
    await next()
    for (const cookie of c.get('renewed')) c.header('set-cookie', cookie, { append: true })
  })
}
