import { Hono } from 'hono'
import * as z from 'zod/mini'
import { problem, type ProblemCode } from '#shared/protocol/problem.ts'
import type { Settings } from '../env.ts'
import type { AppContext, AppEnv } from '../http/app-env.ts'
import { clientAddress } from '../http/client-address.ts'
import { jsonBody } from '../http/json-body.ts'
import { answerProblem, ProblemAnswer } from '../http/problems.ts'
import type { AttemptRule, Attempts } from './attempts.ts'
import { addressHeader, type Auth } from './auth.ts'
import { mustBeFree } from './must-be-free.ts'

type Parts = { auth: Auth; attempts: Attempts; settings: Pick<Settings, 'trustProxy'> }

const minute = 60_000
const email = z.string().check(z.trim(), z.toLowerCase(), z.email(), z.maxLength(254))
const signIn = z.strictObject({ email, password: z.string().check(z.minLength(1), z.maxLength(128)) })
const resetRequest = z.strictObject({ email })

/** What the library offers and the app uses; everything else of it stays closed. */
const passedOn = {
  GET: ['/get-session', '/list-sessions'],
  POST: ['/sign-out', '/change-password', '/reset-password', '/revoke-session', '/revoke-other-sessions'],
} as const

/** Sign-in, sessions and passwords, under `/api/auth`. */
export function authRoutes({ auth, attempts, settings }: Parts): Hono<AppEnv> {
  const routes = new Hono<AppEnv>()

  /** Signs in with `{email, password}`; wrong guesses are counted per person and per address. */
  routes.post('/sign-in/email', async (c) => {
    const body = await jsonBody(c, signIn)
    const address = clientAddress(c, settings)
    const mine = { key: `sign-in:${body.email}:${address}`, limit: 5, windowMs: 5 * minute }
    const rules: AttemptRule[] = [
      mine,
      { key: `sign-in:${body.email}`, limit: 30, windowMs: 15 * minute },
      { key: `sign-in:${address}`, limit: 100, windowMs: 15 * minute },
    ]
    await mustBeFree(attempts, rules)
    const answer = await passOn(c, auth, address, { ...body, rememberMe: true })
    if (answer.ok) await attempts.forget(mine.key)
    else if (answer.status === 401) await attempts.count(rules)
    return asProblem(c, answer)
  })

  /** Sends a reset link to `{email}` when somebody has it; the answer does not tell. */
  routes.post('/request-password-reset', async (c) => {
    const body = await jsonBody(c, resetRequest)
    const address = clientAddress(c, settings)
    const rules: AttemptRule[] = [
      { key: `reset:${body.email}`, limit: 3, windowMs: 60 * minute },
      { key: `reset:${address}`, limit: 30, windowMs: 60 * minute },
    ]
    await mustBeFree(attempts, rules)
    await attempts.count(rules)
    return asProblem(c, await passOn(c, auth, address, body))
  })

  for (const path of passedOn.GET)
    routes.get(path, async (c) => asProblem(c, await passOn(c, auth, address(c))))
  for (const path of passedOn.POST) {
    routes.post(path, async (c) => asProblem(c, await passOn(c, auth, address(c), await textOf(c))))
  }
  return routes

  function address(c: AppContext): string {
    return clientAddress(c, settings)
  }
}

/** What the library reads itself; it would look a text that no database keeps up in one. */
async function textOf(c: AppContext): Promise<string> {
  const text = await c.req.text()
  // An odd number of backslashes: two of them are one that was typed.
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(text))
    throw new ProblemAnswer('malformed', 'No text here holds control characters.')
  return text
}

function passOn(c: AppContext, auth: Auth, address: string, body?: object | string): Promise<Response> {
  const headers = new Headers(c.req.raw.headers)
  headers.set(addressHeader, address)
  if (body !== undefined) headers.set('content-type', 'application/json')
  headers.delete('content-length')
  const text = typeof body === 'object' ? JSON.stringify(body) : body || '{}'
  return auth.handler(
    new Request(c.req.url, {
      method: c.req.method,
      headers,
      ...(c.req.method === 'POST' ? { body: text } : {}),
    }),
  )
}

const libraryError = z.object({ code: z.optional(z.string()), message: z.optional(z.string()) })

const fieldOf: Record<string, string> = {
  PASSWORD_TOO_SHORT: 'newPassword',
  PASSWORD_TOO_LONG: 'newPassword',
  INVALID_PASSWORD: 'currentPassword',
  INVALID_TOKEN: 'token',
}

/** The library's own error form becomes the one that all our answers have. */
async function asProblem(c: AppContext, answer: Response): Promise<Response> {
  if (answer.status < 400) return answer
  const read = libraryError.safeParse(await answer.json().catch(() => ({})))
  const { code = '', message = 'The request was refused.' } = read.success ? read.data : {}
  const field = fieldOf[code]
  const errors = field ? { errors: [{ field, detail: message }] } : {}
  return answerProblem(c, problem(problemCode(answer.status, code), message, errors))
}

function problemCode(status: number, code: string): ProblemCode {
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return 'wrong-credentials'
  if (status === 401) return 'signed-out'
  if (status === 403) return 'forbidden'
  return status >= 500 ? 'defect' : 'malformed'
}
