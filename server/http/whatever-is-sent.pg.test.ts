import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import { defaultSettings } from '#shared/company/default-settings.ts'
import kept from '#shared/journal/entries-by-version.json' with { type: 'json' }
import { PERSON_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import { aPost } from '../testing/a-server.ts'
import { LEDGER, ledgerText } from '../testing/an-import.ts'
import { anOffice } from '../testing/an-office.ts'
import { spoiled } from '../testing/spoiled.ts'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 60)

/** A device, and one valid entry of each kind that somebody could make there. */
async function aDeviceWithWork() {
  const office = await anOffice()
  const claire = await office.aPerson('administrator')
  const { clientId, itemIds } = await office.company.aClient()
  const device = await claire.aDevice()
  const entries = kept.map(({ entry }) => ({
    ...entry,
    id: crypto.randomUUID(),
    by: claire.id,
    subject: entry.subject.type === 'client' ? { type: 'client', id: clientId } : entry.subject,
    data: 'itemIds' in entry.data ? { ...entry.data, itemIds } : entry.data,
  }))
  return { ...office, claire, clientId, itemIds, device, entries }
}

/** Told with the name of the field, never as our fault. */
async function expectAnAnswer(response: Response): Promise<void> {
  expect(response.status).toBeLessThan(500)
  const isText = !response.headers.get('content-type')?.includes('json')
  // A stream of hints goes on for ever.
  if (response.ok && isText) return void (await response.body?.cancel())
  const body: unknown = await response.json()
  if (!response.ok)
    expect(body).toMatchObject({ code: expect.any(String) as string, detail: expect.any(String) as string })
}

test('whatever entries are sent, each is answered, and the good one beside them is taken', async () => {
  const { device, claire, clientId, entries } = await aDeviceWithWork()
  await fc.assert(
    fc.asyncProperty(fc.oneof(...entries.map(spoiled)), async (bad) => {
      const good: Entry = claire.words(clientId, 'good')
      // Without an id nothing could be answered to it alone.
      const answer = await device.push({ ...(bad as object), id: crypto.randomUUID() }, good)
      expect(answer.status).toBe(200)
      const { outcomes } = (await answer.json()) as {
        outcomes: { entryId: string; outcome: { type: string } }[]
      }
      expect(outcomes.find(({ entryId }) => entryId === good.id)?.outcome.type).toBe('applied')
    }),
    { numRuns: RUNS },
  )
})

const status = defaultSettings({ name: 'x', currency: 'EUR', timeZone: 'UTC' }).find(
  ({ kind }) => kind === 'status',
)

/** What a call is made of: what stands in its address, its query, its body. */
type Call = { in?: Record<string, unknown>; query?: object; body?: object; by?: Caller }
type Caller = (method: string, path: string, body?: string) => Promise<Response>

/** A valid call of every route there is, by what Hono knows it by; those of the sign-in by nobody. */
async function aCallOfEach() {
  const { app, device, claire, clientId, itemIds } = await aDeviceWithWork()
  const lost = await claire.aDevice()
  const asNobody: Caller = async (method, path, body) =>
    app.request(path, { ...aPost(body ?? ''), method, body: body ?? null })
  const handsOver: Caller = async (method, path, body = '') => {
    const signed = { [SIGNATURE_HEADER]: await device.sign(body), [PERSON_HEADER]: claire.id }
    return app.request(path, { ...aPost(body, signed), method })
  }
  const uploaded = await device.call('POST', '/api/imports?name=x.csv', ledgerText([{ number: 'A' }]))
  const { id } = (await uploaded.json()) as { id: string }
  const { cursor } = (await (await device.pull()).json()) as { cursor: string }
  const push = {
    stream: crypto.randomUUID(),
    sentAt: 1,
    device: device.device,
    waiting: 0,
    seen: { version: 0, stamp: '' },
    entries: [{ n: 1, entry: claire.words(clientId, 'x') }],
  }
  const digest = {
    horizon: '2026-08-24',
    company: [1, 2],
    files: { each: [{ kind: 'client', id: clientId, rows: [1, 2], history: [0, 0] }], isAll: true },
  }
  const importing = { mapping: LEDGER, asOf: '2026-01-20', mode: 'full' }
  const paper = { clientId, actionId: crypto.randomUUID(), language: 'fr' }
  const entryIds = [crypto.randomUUID()]
  const person = { email: `${crypto.randomUUID()}@example.com`, password: 'a good long password' }
  const calls: Record<string, Call> = {
    'POST /api/sync/push': { body: push },
    'POST /api/sync/pull': {
      body: { cursor, device: device.device, waiting: 0, seen: { version: 1, stamp: 'x' }, digest },
    },
    'GET /api/sync/poke': { query: { device: device.device } },
    'POST /api/sync/quarantine': { body: push, by: handsOver },
    'GET /api/quarantine': { query: {} },
    'POST /api/quarantine/adopt': { body: { entryIds } },
    'POST /api/quarantine/discard': { body: { entryIds, reason: 'x' } },
    'POST /api/documents/have': { body: { hashes: ['a'.repeat(64)] } },
    'POST /api/documents/links': {
      body: { pages: [{ documentId: crypto.randomUUID(), page: 1, form: 'display' }] },
    },
    'POST /api/documents/upload': { body: {} },
    'GET /api/documents/upload/:id': { in: { id: 'x' } },
    'PATCH /api/documents/upload/:id': { in: { id: 'x' }, body: {} },
    'DELETE /api/documents/upload/:id': { in: { id: 'x' } },
    'GET /api/documents/:documentId/pages/:n/:form': {
      in: { documentId: crypto.randomUUID(), n: '1', form: 'display' },
    },
    'GET /api/imports': { query: {} },
    'POST /api/imports': { query: { name: 'x.csv' }, body: { number: 'x' } },
    'GET /api/imports/unfollowed': { query: {} },
    'GET /api/imports/:id': { in: { id } },
    'DELETE /api/imports/:id': { in: { id: crypto.randomUUID() } },
    'POST /api/imports/:id/sketch': { in: { id }, body: { mapping: LEDGER } },
    'POST /api/imports/:id/preview': { in: { id }, body: importing },
    // What is not confirmed begins no import whose end would have to be waited for.
    'POST /api/imports/:id/apply': {
      in: { id: crypto.randomUUID() },
      body: { ...importing, confirm: false },
    },
    'GET /api/papers/history.pdf': { query: paper },
    'GET /api/papers/plan.pdf': { query: paper },
    'GET /api/company/history': { query: { before: 5 } },
    'POST /api/rules/assignment-test': { body: { itemId: itemIds[0], reasonId: null } },
    'POST /api/rules/try-out': { body: { status, from: '2026-10-24', to: '2026-11-23' } },
    'GET /api/me': { query: {} },
    'GET /api/people/invitations': { query: {} },
    'POST /api/people/invitations': {
      body: { name: 'x', email: person.email, role: 'collector', entity: null },
    },
    'DELETE /api/people/invitations/:id': { in: { id: crypto.randomUUID() }, body: {} },
    'POST /api/invitations/look': { body: { token: 'x' }, by: asNobody },
    'POST /api/invitations/accept': {
      body: { token: 'x', name: 'x', password: person.password },
      by: asNobody,
    },
    'GET /api/people/devices': { query: {} },
    'GET /api/people/:id/standing': { in: { id: claire.id } },
    'PUT /api/people/devices/:id/key': {
      in: { id: device.device },
      body: { key: await crypto.subtle.exportKey('jwk', device.keys.publicKey) },
    },
    'POST /api/people/devices/:id/sign-out': { in: { id: lost.device }, body: {} },
    'POST /api/auth/sign-in/email': { body: person, by: asNobody },
    'POST /api/auth/request-password-reset': { body: { email: person.email }, by: asNobody },
    'GET /api/auth/get-session': { query: {} },
    'GET /api/auth/list-sessions': { query: {} },
    'POST /api/auth/sign-out': { body: {}, by: asNobody },
    'POST /api/auth/change-password': {
      body: { currentPassword: person.password, newPassword: person.password },
      by: asNobody,
    },
    'POST /api/auth/reset-password': { body: { token: 'x', newPassword: person.password }, by: asNobody },
    'POST /api/auth/revoke-session': { body: { token: 'x' }, by: asNobody },
    'POST /api/auth/revoke-other-sessions': { body: {}, by: asNobody },
    'GET /api/first-run': { query: {}, by: asNobody },
    'POST /api/first-run': { body: { ...person, name: 'x', token: 'x' }, by: asNobody },
    'GET /api/health/live': { query: {}, by: asNobody },
    'GET /api/health/ready': { query: {}, by: asNobody },
  }
  return { app, calls: new Map(Object.entries(calls)), device }
}

test('every route there is, is among those that are tried', async () => {
  const { app, calls } = await aCallOfEach()
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api'))
  expect([...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(
    [...calls.keys()].sort(),
  )
})

test('whatever is asked of any route, none answers with a defect', async () => {
  const { calls, device } = await aCallOfEach()
  const spoiledCall = fc.oneof(
    ...[...calls].map(([route, { by = device.call, ...call }]) =>
      fc.tuple(fc.constant(route), fc.constant(by), spoiled(call)),
    ),
  )
  await fc.assert(
    fc.asyncProperty(spoiledCall, async ([route, by, call]) => {
      const [method = '', path = ''] = route.split(' ')
      const { in: placed, query, body } = call as { in?: unknown; query?: unknown; body?: unknown }
      const address = path.replace(/:(\w+)/, () => encodeURIComponent(textOf(partOf(placed, 'id'))))
      const asked = new URLSearchParams(
        Object.entries(Object(query) as object).map(([key, value]) => [key, textOf(value)]),
      )
      const sent = method === 'GET' ? undefined : JSON.stringify(body)
      await expectAnAnswer(await by(method, `${address}?${asked.toString()}`, sent))
    }),
    { numRuns: RUNS * 2 },
  )
})

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 5000).toWellFormed()
}
