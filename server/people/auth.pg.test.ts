import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aPost, aServer, cookiesOf, testOrigin } from '../testing/a-server.ts'
import { createUser, endSession, endSessionsOf } from './users.ts'

const password = 'a good long password'

async function aUser() {
  const server = await aServer()
  const email = `${randomUUID()}@example.com`
  const { id } = await createUser(server.auth, { email, password, name: 'Ana Ruiz' })
  const signIn = (more: object = {}, headers = {}) =>
    server.app.request('/api/auth/sign-in/email', aPost({ email, password, ...more }, headers))
  const sessions = async (cookie: string) =>
    (await (await server.app.request('/api/auth/list-sessions', { headers: { cookie } })).json()) as {
      id: string
      token: string
      expiresAt: string
    }[]
  const whoIs = async (cookie: string) => {
    const answer = await server.app.request('/api/auth/get-session', { headers: { cookie } })
    return (await answer.json()) as { user: { id: string; name: string }; session: { id: string } } | null
  }
  return { ...server, email, id, signIn, sessions, whoIs }
}

test('who has the right password is signed in for 30 days by a cookie that scripts cannot read', async () => {
  const { id, signIn, whoIs, sessions } = await aUser()
  const answer = await signIn()
  expect(answer.status).toBe(200)
  expect(answer.headers.getSetCookie()[0]).toMatch(/^suivi\.session_token=.*; HttpOnly; SameSite=Lax/)
  expect((await whoIs(cookiesOf(answer)))?.user).toMatchObject({ id, name: 'Ana Ruiz' })
  const [session] = await sessions(cookiesOf(answer))
  const days = (Date.parse(String(session?.expiresAt)) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(29.9)
})

test('the e-mail counts in any case, a wrong password and an unknown e-mail answer alike', async () => {
  const { email, signIn } = await aUser()
  expect((await signIn({ email: email.toUpperCase() })).status).toBe(200)
  const wrong = await (await signIn({ password: 'not this one' })).json()
  const unknown = await (await signIn({ email: 'nobody@example.com' })).json()
  expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' })
  expect({ ...(unknown as object), request: '' }).toEqual({ ...(wrong as object), request: '' })
})

test('nobody makes an account from outside, and what the app does not use is closed', async () => {
  const { app } = await aUser()
  for (const path of ['sign-up/email', 'update-user', 'delete-user', 'change-email', 'set-password']) {
    const answer = await app.request(
      `/api/auth/${path}`,
      aPost({ email: 'x@example.com', password, name: 'X' }),
    )
    expect([path, answer.status]).toEqual([path, 404])
  }
})

test('after five wrong guesses even the right password waits, for that person at that address, for five minutes', async () => {
  const { signIn, clock } = await aUser()
  for (let guess = 0; guess < 5; guess++)
    expect((await signIn({ password: `guess ${guess}` })).status).toBe(401)
  const blocked = await signIn()
  expect(await blocked.json()).toMatchObject({ status: 429, code: 'too-many-attempts' })
  expect(Number(blocked.headers.get('retry-after'))).toBe(300)
  clock.now += 5 * 60_000
  expect((await signIn()).status).toBe(200)
})

test('signing in forgets the wrong guesses before it', async () => {
  const { signIn } = await aUser()
  for (let round = 0; round < 2; round++) {
    for (let guess = 0; guess < 4; guess++) expect((await signIn({ password: 'wrong' })).status).toBe(401)
    expect((await signIn()).status).toBe(200)
  }
})

test('a password is changed by who knows the old one, and other devices are signed out on demand', async () => {
  const { app, signIn, whoIs } = await aUser()
  const phone = cookiesOf(await signIn())
  const laptop = cookiesOf(await signIn())
  const change = (body: object) => app.request('/api/auth/change-password', aPost(body, { cookie: laptop }))
  const newPassword = 'another good password'
  expect(await (await change({ currentPassword: 'wrong one', newPassword })).json()).toMatchObject({
    errors: [{ field: 'currentPassword' }],
  })
  expect(await (await change({ currentPassword: password, newPassword: 'short' })).json()).toMatchObject({
    errors: [{ field: 'newPassword' }],
  })
  expect((await change({ currentPassword: password, newPassword, revokeOtherSessions: true })).status).toBe(
    200,
  )
  expect(await whoIs(phone)).toBeNull()
  expect((await signIn({ password: newPassword })).status).toBe(200)
})

test('a forgotten password is set anew once by a link, which signs out every device', async () => {
  const { app, email, resetLinks, signIn, whoIs } = await aUser()
  const phone = cookiesOf(await signIn())
  const ask = (address: string) => app.request('/api/auth/request-password-reset', aPost({ email: address }))
  const known = await ask(email)
  expect(await known.json()).toEqual(await (await ask('nobody@example.com')).json())
  await expect
    .poll(() => resetLinks)
    .toEqual([{ email, name: 'Ana Ruiz', link: expect.any(String) as string }])
  const link = new URL(String(resetLinks[0]?.link))
  expect(link.origin + link.pathname).toBe(`${testOrigin}/reset-password`)

  const newPassword = 'a password of today'
  const reset = () =>
    app.request('/api/auth/reset-password', aPost({ token: link.searchParams.get('token'), newPassword }))
  expect((await reset()).status).toBe(200)
  expect(await (await reset()).json()).toMatchObject({ status: 400, errors: [{ field: 'token' }] })
  expect(await whoIs(phone)).toBeNull()
  expect((await signIn({ password: newPassword })).status).toBe(200)
})

test('what no database keeps is no token, and is answered as one', async () => {
  const { app } = await aUser()
  const asked = { token: 'a\u0000b', newPassword: 'another long password' }
  const answer = await app.request('/api/auth/reset-password', aPost(asked))
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'malformed' }])
})

test('one device is signed out by its owner or by us, and all of a person at once', async () => {
  const { app, database, id, signIn, sessions, whoIs } = await aUser()
  const [phone, laptop, tablet] = [await signIn(), await signIn(), await signIn()].map(cookiesOf)
  const phoneSession = await whoIs(String(phone))
  const token = (await sessions(String(laptop))).find(
    (session) => session.id === phoneSession?.session.id,
  )?.token
  await app.request('/api/auth/revoke-session', aPost({ token }, { cookie: String(laptop) }))
  expect(await whoIs(String(phone))).toBeNull()
  await endSession(database.db, String((await whoIs(String(tablet)))?.session.id))
  expect(await whoIs(String(tablet))).toBeNull()
  await endSessionsOf(database.db, [id])
  expect(await whoIs(String(laptop))).toBeNull()
})

test('a person who may not enter is turned away though the password is right', async () => {
  const { email } = await aUser()
  const { app } = await aServer({ auth: { mayEnter: async () => false } })
  const answer = await app.request('/api/auth/sign-in/email', aPost({ email, password }))
  expect(await answer.json()).toMatchObject({ status: 403, detail: 'This person was deactivated.' })
})

test('neither password nor token is written to the log', async () => {
  const { lines, signIn, resetLinks, app, email } = await aUser()
  const cookie = cookiesOf(await signIn())
  await app.request('/api/auth/request-password-reset', aPost({ email }))
  const token = new URL(String(resetLinks[0]?.link)).searchParams.get('token')
  const log = lines.join()
  expect(log).toContain('/api/auth/sign-in/email')
  for (const secret of [password, cookie, token]) expect(log).not.toContain(secret)
})
