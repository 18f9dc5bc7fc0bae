import { createHmac, timingSafeEqual } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import type { Auth } from './auth.ts'
import { signInSessions, signInUsers } from './sign-in-tables.ts'

export type SignedIn = { userId: string; sessionId: string; email: string; name: string }

/**
 * Who a cookie signs in, asked of the database in one statement. Null says no more than that this short way does not
 * know: a session that is over, unknown or due for renewal is the library's to judge.
 */
export function liveSessions(auth: Auth, db: Db): (cookies: string | undefined) => Promise<SignedIn | null> {
  const byToken = db
    .select({
      userId: signInUsers.id,
      sessionId: signInSessions.id,
      email: signInUsers.email,
      name: signInUsers.name,
      expiresAt: signInSessions.expiresAt,
    })
    .from(signInSessions)
    .innerJoin(signInUsers, eq(signInUsers.id, signInSessions.userId))
    .where(eq(signInSessions.token, sql.placeholder('token')))
    .prepare('live_session')

  return async (cookies) => {
    const { authCookies, secret, sessionConfig } = await auth.$context
    const token = signedToken(cookies, authCookies.sessionToken.name, secret)
    if (token === null) return null
    const [found] = await byToken.execute({ token })
    if (!found) return null
    const { expiresAt, ...signedIn } = found
    const freshUntil = expiresAt.getTime() - (sessionConfig.expiresIn - sessionConfig.updateAge) * 1000
    return Date.now() < freshUntil ? signedIn : null
  }
}

/** The token of the session's cookie, `token.signature`, if the signature is ours. */
function signedToken(cookies: string | undefined, name: string, secret: string): string | null {
  const given = cookies
    ?.split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`))
  if (!given) return null
  const value = decoded(given.slice(name.length + 1))
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const signature = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
