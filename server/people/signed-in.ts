import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../http/app-env.ts'
import { ProblemAnswer } from '../http/problems.ts'
import type { Auth } from './auth.ts'

export type SignedIn = { userId: string; sessionId: string; email: string; name: string }
export type SignedInEnv = { Variables: AppEnv['Variables'] & { signedIn: SignedIn } }

/** Lets only signed-in people pass, and keeps the cookie as young as the session. */
export function signedInOnly(auth: Auth) {
  return createMiddleware<SignedInEnv>(async (c, next) => {
    const { headers, response } = await auth.api.getSession({
      headers: c.req.raw.headers,
      returnHeaders: true,
    })
    if (!response) throw new ProblemAnswer('signed-out', 'Sign in to go on.')
    const { user, session } = response
    c.set('signedIn', { userId: user.id, sessionId: session.id, email: user.email, name: user.name })
    await next()
    for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
  })
}
