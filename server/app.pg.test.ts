import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Database } from './db/open.ts'
import { aPost, aServer } from './testing/a-server.ts'
import { testDatabase } from './testing/databases.ts'

test('the health of process and database can be asked', async () => {
  const { app, database } = await aServer()
  expect(await (await app.request('/api/health/live')).json()).toEqual({ live: true })
  expect(await (await app.request('/api/health/ready')).json()).toEqual({
    ready: true,
    database: database.kind,
  })
})

test('an address of the api that is not there is a problem with the id of the request', async () => {
  const { app } = await aServer()
  const answer = await app.request('/api/nothing')
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(await answer.json()).toEqual({
    type: 'about:blank',
    status: 404,
    title: 'Not found',
    code: 'not-found',
    detail: 'There is no GET /api/nothing.',
    request: answer.headers.get('x-request-id'),
  })
})

test('a malformed request names the field', async () => {
  const { app } = await aServer()
  const answer = await app.request(
    '/api/auth/sign-in/email',
    aPost({ email: 'nobody', password: 'x', more: 1 }),
  )
  expect(answer.status).toBe(400)
  const { errors } = (await answer.json()) as { errors: unknown[] }
  expect(errors).toContainEqual({ field: 'email', detail: 'Invalid email address' })
  const noJson = await app.request('/api/auth/sign-in/email', aPost('{'))
  expect(await noJson.json()).toMatchObject({ code: 'malformed', detail: 'The body is not valid JSON.' })
})

test('what another site sends is refused, whichever way the browser says so', async () => {
  const { app } = await aServer()
  const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }]
  for (const headers of foreign) {
    const answer = await app.request('/api/auth/sign-out', aPost({}, headers))
    expect(await answer.json()).toMatchObject({ status: 403, code: 'foreign-origin' })
  }
  const answer = await app.request('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(answer.status).toBe(403)
})

test('without BASE_URL the address the server was reached at is its own; with it only that one', async () => {
  const reached = { origin: 'http://192.168.1.7:3000', host: '192.168.1.7:3000' }
  const open = await aServer()
  expect((await open.app.request('/api/auth/sign-out', aPost({}, reached))).status).toBe(200)
  const fixed = await aServer({ settings: { baseUrlIsFixed: true } })
  expect((await fixed.app.request('/api/auth/sign-out', aPost({}, reached))).status).toBe(403)
})

test('a body over the limit is refused, an import may be larger', async () => {
  const { app } = await aServer()
  const large = aPost('x'.repeat(3 * 1024 * 1024))
  expect(await (await app.request('/api/auth/sign-out', large)).json()).toMatchObject({ code: 'too-large' })
  expect(await (await app.request('/api/imports/preview', large)).json()).toMatchObject({
    code: 'signed-out',
  })
})

test('pages come with a policy that runs only our own scripts and styles', async () => {
  const { app } = await aServer()
  const { headers } = await app.request('/')
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("style-src 'self';")
  expect(policy).not.toContain('unsafe')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toBeNull()
})

test('screens get the one page, hashed files are kept for ever, a missing file is missing', async () => {
  const { app } = await aServer()
  const screen = await app.request('/follow-ups/123?tab=items')
  expect(await screen.text()).toContain('<title>Suivi</title>')
  expect(screen.headers.get('cache-control')).toBe('no-cache')
  const file = await app.request('/assets/app-1234.js', { headers: { 'accept-encoding': 'gzip, br' } })
  expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(file.headers.get('content-encoding')).toBe('br')
  expect(await file.text()).toBe('compressed()')
  expect((await app.request('/assets/app-5678.js')).status).toBe(404)
})

test('a screen whose address ends like a file is a page where it is opened as one', async () => {
  const { app } = await aServer()
  const path = '/settings/rules/statuses/status.priceDispute'
  const opened = await app.request(path, { headers: { accept: 'text/html,*/*;q=0.8' } })
  expect(await opened.text()).toContain('<title>Suivi</title>')
  expect((await app.request(path)).status).toBe(404)
})

test('a missing build is said in one sentence', async () => {
  const { app } = await aServer({ app: { clientFolder: '/nowhere' } })
  const answer = await app.request('/agenda')
  expect([answer.status, await answer.text()]).toEqual([503, 'The app is not built: run "npm run build".'])
})

test('long JSON answers are compressed', async () => {
  const { app } = await aServer()
  const path = `/api/${'long'.repeat(500)}`
  const answer = await app.request(path, { headers: { 'accept-encoding': 'gzip' } })
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toContain('not-found')
})

test('a defect is logged with its request and tells nothing', async () => {
  const execute = () => Promise.reject(new Error('secret detail'))
  const whole = await testDatabase()
  const database = { ...whole, db: Object.assign(Object.create(whole.db), { execute }) as Database['db'] }
  const { app, lines } = await aServer({ app: { database } })
  const answer = await app.request('/api/health/ready')
  expect(answer.status).toBe(500)
  const body = await answer.text()
  expect(body).toContain('"code":"defect"')
  expect(body).not.toContain('secret detail')
  expect(lines.join()).toContain('secret detail')
})
