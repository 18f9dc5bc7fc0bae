import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Entry } from '#shared/journal/entry.ts'
import { savePeople } from '../company/people-store.ts'
import { createUser } from '../people/users.ts'
import { aCompany } from '../testing/a-company.ts'
import { aPost, aServer, cookiesOf } from '../testing/a-server.ts'

const password = 'a good long password'

/** A signed-in collector with a client, pushing over HTTP as a phone does. */
async function aCollector() {
  const server = await aServer()
  const company = await aCompany(server.database)
  const email = `${randomUUID()}@example.com`
  const { id } = await createUser(server.auth, { email, password, name: 'Ana Ruiz' })
  const person = { id, name: 'Ana Ruiz', email, role: 'collector' as const, entity: null, active: true }
  await savePeople(server.database, company.id, [person], company.ports)
  const { clientId } = await company.aClient({ collectorId: id })
  const signedIn = await server.app.request('/api/auth/sign-in/email', aPost({ email, password }))
  const headers = { cookie: cookiesOf(signedIn) }
  const words = (text: string): Entry =>
    company.entry('comment.written', id, clientId, {
      actionId: null,
      itemIds: [],
      text,
      visibility: 'internal',
    })
  const frame = (entries: unknown[], stream: string = randomUUID()) => ({
    stream,
    sentAt: company.clock.now,
    device: 'phone',
    waiting: 0,
    entries: entries.map((entry, index) => ({ n: index + 1, entry })),
  })
  const push = (body: unknown) => server.app.request('/api/sync/push', aPost(body, headers))
  return { ...server, company, id, words, frame, push }
}

type Answer = { outcomes: { entryId: string; outcome: object; version: number }[] }
const outcomesOf = async (answer: Response) => ((await answer.json()) as Answer).outcomes

test('what is pushed is answered entry by entry, and answered the same when it comes again', async () => {
  const { words, frame, push } = await aCollector()
  const body = frame([words('one'), words('two')])
  const answer = await push(body)
  expect(answer.status).toBe(200)
  const outcomes = await outcomesOf(answer)
  expect(outcomes.map(({ outcome }) => outcome)).toEqual([{ type: 'applied' }, { type: 'applied' }])
  expect(await outcomesOf(await push(body))).toEqual(outcomes)
})

test('ids are told in lower case, and counts and names are what a database keeps', async () => {
  const { words, frame, push } = await aCollector()
  const shouted = words('one')
  const bodies = [
    frame([{ ...shouted, id: shouted.id.toUpperCase() }]),
    frame([words('two')], randomUUID().toUpperCase()),
    { ...frame([words('three')]), device: 'phone\u0000' },
    { ...frame([words('four')]), waiting: 2 ** 31 },
  ]
  for (const body of bodies) expect((await push(body)).status).toBe(400)
  const [outcome] = await outcomesOf(
    await push(frame([{ ...words('five'), subject: { type: 'client', id: shouted.id.toUpperCase() } }])),
  )
  expect(outcome?.outcome).toMatchObject({
    type: 'refused',
    refusal: { type: 'invalid', field: 'subject.id' },
  })
})

test('a broken entry is refused alone, with the field that is wrong', async () => {
  const { words, frame, push } = await aCollector()
  const broken = { ...words('two'), at: 'yesterday' }
  const empty = {
    ...words('three'),
    data: { actionId: null, itemIds: [], text: ' ', visibility: 'internal' },
  }
  const outcomes = await outcomesOf(await push(frame([words('one'), broken, empty, words('four')])))
  expect(outcomes.map(({ outcome }) => outcome)).toMatchObject([
    { type: 'applied' },
    { type: 'refused', refusal: { type: 'invalid', field: 'at' } },
    { type: 'refused', refusal: { type: 'invalid', field: 'data.text', detail: 'some words are needed' } },
    { type: 'applied' },
  ])
})

test('an entry of a kind not known yet waits for the update', async () => {
  const { words, frame, push } = await aCollector()
  const [settled] = await outcomesOf(await push(frame([{ ...words('one'), kind: 'plan.agreed' }])))
  expect(settled?.outcome).toEqual({ type: 'deferred' })
})

test('an entry of another author is refused', async () => {
  const { words, frame, push, company } = await aCollector()
  const foreign = { ...words('in your name'), by: company.personOf('creditManager') }
  const [settled] = await outcomesOf(await push(frame([foreign])))
  expect(settled?.outcome).toEqual({ type: 'refused', refusal: { type: 'notAllowed' } })
})

test('a malformed frame, or an entry without an id, is a problem that names the field', async () => {
  const { words, frame, push } = await aCollector()
  for (const [body, field] of [
    [{ ...frame([words('one')]), stream: 'mine' }, 'stream'],
    [frame([]), 'entries'],
    [frame([{ ...words('one'), id: 7 }]), 'entries.0.entry.id'],
  ] as const) {
    const answer = await push(body)
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'malformed', errors: [{ field }] },
    ])
  }
  expect((await push('not json')).status).toBe(400)
})

test('a gap in the stream is a conflict; the device begins a new one', async () => {
  const { words, frame, push } = await aCollector()
  const body = frame([words('one')])
  const answer = await push({ ...body, entries: [{ n: 2, entry: words('two') }] })
  expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'stream-out-of-step' }])
  expect((await push(body)).status).toBe(200)
})

test('nobody pushes without signing in', async () => {
  const { app, words, frame } = await aCollector()
  expect((await app.request('/api/sync/push', aPost(frame([words('one')])))).status).toBe(401)
})
