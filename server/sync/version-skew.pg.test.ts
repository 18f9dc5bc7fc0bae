import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { eq } from 'drizzle-orm'
import { readAgain } from '#shared/journal/unread.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/protocol/version.ts'
import { savePeople } from '../company/people-store.ts'
import { entries } from '../journal/tables.ts'
import { createUser } from '../people/users.ts'
import { aCompany } from '../testing/a-company.ts'
import { aPost, aServer, cookiesOf } from '../testing/a-server.ts'

const password = 'a good long password'
const NEWER = PROTOCOL_VERSION + 1

/** A signed-in collector whose app is of some version. */
async function aPhone(protocol: number) {
  const server = await aServer()
  const company = await aCompany(server.database)
  const email = `${randomUUID()}@example.com`
  const { id } = await createUser(server.auth, { email, password, name: 'Ana Ruiz' })
  const person = { id, name: 'Ana Ruiz', email, role: 'collector' as const, entity: null, active: true }
  await savePeople(server.database, company.id, [person], company.ports)
  const { clientId } = await company.aClient({ collectorId: id })
  const signedIn = await server.app.request('/api/auth/sign-in/email', aPost({ email, password }))
  const headers = { cookie: cookiesOf(signedIn), [PROTOCOL_HEADER]: String(protocol) }
  const data = { actionId: null, itemIds: [], text: 'Rang them', visibility: 'internal' as const }
  const comment = () => company.entry('comment.written', id, clientId, data)
  const call = (path: string, body: object) => server.app.request(`/api/sync/${path}`, aPost(body, headers))
  const frame = (sent: unknown[], more: object = {}) => ({
    stream: randomUUID(),
    sentAt: company.clock.now,
    device: 'phone',
    waiting: 0,
    entries: sent.map((entry, index) => ({ n: index + 1, entry, ...more })),
    ...more,
  })
  const pull = { cursor: null, device: 'phone', waiting: 0 }
  return { ...server, company, comment, call, frame, pull, data }
}

async function outcomeTypes(answer: Response): Promise<string[]> {
  expect(answer.status).toBe(200)
  const { outcomes } = (await answer.json()) as { outcomes: { outcome: { type: string } }[] }
  return outcomes.map(({ outcome }) => outcome.type)
}

test('a phone one version ahead sends and fetches: what its frame says beyond ours is left out', async () => {
  const { comment, call, frame, pull } = await aPhone(NEWER)
  expect(await outcomeTypes(await call('push', frame([comment()], { battery: 0.5 })))).toEqual(['applied'])
  const page = await call('pull', { ...pull, battery: 0.5, wishes: { deep: [1] } })
  expect(page.status).toBe(200)
  expect(page.headers.get(PROTOCOL_HEADER)).toBe(String(PROTOCOL_VERSION))
})

test('what a phone one version ahead says in an entry beyond ours waits, whole, and holds up no other', async () => {
  const { database, comment, call, frame, data } = await aPhone(NEWER)
  const inEnvelope = { ...comment(), mood: 'fine' }
  const inData = { ...comment(), data: { ...data, language: 'fr' } }
  const v = ALL_KINDS['comment.written'].v + 1
  const newerKind = { ...comment(), v, data: { words: [] } }
  const newSubject = { ...comment(), subject: { type: 'plan', id: randomUUID() } }
  const sent = [inEnvelope, inData, newerKind, newSubject, comment()]
  expect(await outcomeTypes(await call('push', frame(sent)))).toEqual([
    'deferred',
    'deferred',
    'deferred',
    'deferred',
    'applied',
  ])
  for (const entry of [inEnvelope, inData, newSubject]) {
    const [row] = await database.db.select().from(entries).where(eq(entries.id, entry.id))
    expect(row?.data).toEqual({ entry })
  }
  const [row] = await database.db.select().from(entries).where(eq(entries.id, newerKind.id))
  expect(row).toMatchObject({ kind: 'comment.written', v, data: { words: [] } })
})

test('the build that can read what waited reads it as it was made', async () => {
  const { comment } = await aPhone(NEWER)
  const entry = comment()
  const kept = { ...entry, kind: 'unread', subject: { type: 'company' as const }, data: { entry } }
  expect(readAgain(kept)).toEqual(entry)
})

test('a phone of our version that says what we do not know is told so', async () => {
  const { comment, call, frame, pull, data } = await aPhone(PROTOCOL_VERSION)
  expect((await call('push', frame([comment()], { battery: 0.5 }))).status).toBe(400)
  expect((await call('pull', { ...pull, battery: 0.5 })).status).toBe(400)
  const odd = { ...comment(), data: { ...data, language: 'fr' } }
  expect(await outcomeTypes(await call('push', frame([odd, comment()])))).toEqual(['refused', 'applied'])
})

test('a phone one version behind sends for ever, and is told to update before it fetches', async () => {
  const { comment, call, frame, pull } = await aPhone(PROTOCOL_VERSION - 1)
  expect(await outcomeTypes(await call('push', frame([comment()])))).toEqual(['applied'])
  const page = await call('pull', pull)
  expect(page.status).toBe(426)
  expect(await page.json()).toMatchObject({ code: 'client-too-old' })
})
