import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { aPost, aServer, cookiesOf } from '../testing/a-server.ts'
import { liveSessions } from './live-session.ts'
import { signInSessions } from './sign-in-tables.ts'
import { createUser, endSession } from './users.ts'

const DAY_MS = 86_400_000

async function signedIn() {
  const server = await aServer()
  const email = `${crypto.randomUUID()}@example.com`
  const password = 'a good long password'
  const { id } = await createUser(server.auth, { email, password, name: 'Ana Ruiz' })
  const cookie = cookiesOf(await server.app.request('/api/auth/sign-in/email', aPost({ email, password })))
  const liveSession = liveSessions(server.auth, server.database.db)
  const endsIn = (days: number) =>
    server.database.db
      .update(signInSessions)
      .set({ expiresAt: new Date(Date.now() + days * DAY_MS) })
      .where(eq(signInSessions.userId, id))
  return { ...server, id, email, cookie, liveSession, endsIn }
}

test('a cookie of ours signs in, among other cookies too, until its session ends', async () => {
  const { id, email, cookie, liveSession, database } = await signedIn()
  const live = await liveSession(`theme=dark; ${cookie}; a=b`)
  expect(live).toMatchObject({ userId: id, email, name: 'Ana Ruiz' })
  await endSession(database.db, live?.sessionId ?? '')
  expect(await liveSession(cookie)).toBeNull()
})

test('no cookie, one that was not signed by us and one that cannot be read sign nobody in', async () => {
  const { cookie, liveSession } = await signedIn()
  const [name = '', value = ''] = cookie.split('=')
  const token = decodeURIComponent(value).split('.')[0] ?? ''
  const forged = encodeURIComponent(`${token}.${Buffer.alloc(32).toString('base64')}`)
  for (const bad of [
    undefined,
    '',
    name,
    `${name}=`,
    `${name}=${token}`,
    `${name}=${forged}`,
    `${name}=%E0%A4%A`,
  ])
    expect(await liveSession(bad)).toBeNull()
})

test('a session to be renewed and one that is over are left to the library, which renews or refuses', async () => {
  const { app, cookie, liveSession, endsIn } = await signedIn()
  const me = () => app.request('/api/me', { headers: { cookie } })
  await endsIn(28)
  expect(await liveSession(cookie)).toBeNull()
  expect((await me()).status).toBe(403)
  expect(await liveSession(cookie)).not.toBeNull()
  await endsIn(-1)
  expect(await liveSession(cookie)).toBeNull()
  expect((await me()).status).toBe(401)
})
