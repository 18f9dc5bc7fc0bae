import { APIError, betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { personFinder } from '../company/people-store.ts'
import type { Database } from '../db/open.ts'
import type { Settings } from '../env.ts'
import { isOwnOrigin } from '../http/own-origin.ts'
import type { Log } from '../log.ts'
import { signInAccounts, signInSessions, signInUsers, signInVerifications } from './sign-in-tables.ts'

export type ResetLink = { email: string; name: string; link: string }

export type AuthDependencies = {
  database: Database
  settings: Pick<Settings, 'baseUrl' | 'baseUrlIsFixed' | 'secret'>
  log: Log
  sendResetLink(link: ResetLink): Promise<void>
  /** Asked at every sign-in after the password was right; false refuses. Left out, deactivated people are refused. */
  mayEnter?(userId: string): Promise<boolean>
}

export type Auth = ReturnType<typeof createAuth>

/** Set by the routes, never taken from outside. */
export const addressHeader = 'x-suivi-address'

const day = 24 * 60 * 60
const passwordMinLength = 10

/**
 * Who is who: e-mail and password, sessions in the database. There is no sign-up; `createUser` makes users.
 * Sessions roll for 30 days, because a phone may come back after weeks offline with unsent work.
 */
export function createAuth({
  database,
  settings,
  log,
  sendResetLink,
  mayEnter = isNotSwitchedOff(database),
}: AuthDependencies) {
  const secure = settings.baseUrl.startsWith('https://')
  return betterAuth({
    appName: 'Suivi',
    baseURL: settings.baseUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level]({ part: 'sign-in' }, message) },
    database: drizzleAdapter(database.db, {
      provider: 'pg',
      transaction: false,
      schema: {
        user: signInUsers,
        session: signInSessions,
        account: signInAccounts,
        verification: signInVerifications,
      },
    }),
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin')
      const own = origin && isOwnOrigin(origin, request?.headers.get('host') ?? undefined, settings)
      return own ? [settings.baseUrl, origin] : [settings.baseUrl]
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordMinLength,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 60 * 60,
      sendResetPassword: ({ user, token }) =>
        sendResetLink({
          email: user.email,
          name: user.name,
          link: `${settings.baseUrl}/reset-password?token=${encodeURIComponent(token)}`,
        }),
    },
    session: { expiresIn: 30 * day, updateAge: day, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await mayEnter(session.userId))) {
              throw new APIError('FORBIDDEN', {
                code: 'DEACTIVATED',
                message: 'This person was deactivated.',
              })
            }
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'suivi',
      useSecureCookies: secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  })
}

/** Somebody without a place in a company yet may enter: the first administrator is made in this order. */
function isNotSwitchedOff({ db }: Database): (userId: string) => Promise<boolean> {
  const personOf = personFinder(db)
  return async (userId) => (await personOf(userId))?.person.active ?? true
}
