import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createUser } from '../people/users.ts'
import { savePeople } from '../company/people-store.ts'
import { serveOn } from '../listen.ts'
import { aCompany } from '../testing/a-company.ts'
import { aPost, aServer, cookiesOf } from '../testing/a-server.ts'
import { createPokes } from './pokes.ts'
import { testDatabase } from '../testing/databases.ts'

const PING = 'event: ping\ndata: {}\n\n'

async function atWork() {
  const stopping = new AbortController()
  const pokes = await createPokes(await testDatabase(), () => {}, 50)
  onTestFinished(() => pokes.stop())
  const server = await aServer({ app: { stopping: stopping.signal, pokes } })
  const company = await aCompany(server.database)
  const email = `${randomUUID()}@example.com`
  const password = 'a good long password'
  const { id } = await createUser(server.auth, { email, password, name: 'Ana Ruiz' })
  const person = { id, name: 'Ana Ruiz', email, role: 'collector' as const, entity: null, active: true }
  await savePeople(server.database, company.id, [person], company.ports)
  const cookie = cookiesOf(await server.app.request('/api/auth/sign-in/email', aPost({ email, password })))
  const change = (version: number, leftIds: string[] = []) =>
    pokes.committed({
      companyId: company.id,
      version,
      clientIds: [],
      personIds: [],
      wholeCompany: true,
      leftIds,
    })
  return { ...server, stopping, cookie, change, personId: id }
}

test('a stream begins with a ping, tells each version once and ends when the server stops', async () => {
  const { app, cookie, change, stopping } = await atWork()
  const answer = await app.request('/api/sync/poke', { headers: { cookie } })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect(await lines?.read()).toMatchObject({ value: PING })
  change(7)
  expect(await lines?.read()).toMatchObject({ value: 'data: {"version":7}\n\n' })
  stopping.abort()
  expect(await lines?.read()).toMatchObject({ done: true })
})

test('over a connection all get the same, one that has left is forgotten, and stopping ends the rest', async () => {
  const { app, cookie, change, stopping } = await atWork()
  const serving = await serveOn({ app, port: 0 })
  const devices = await Promise.all([1, 2, 3].map(() => aDevice(serving.port, cookie)))
  for (const device of devices) expect(await device.next()).toBe(PING)
  devices[0]?.leave()
  change(8)
  for (const device of devices.slice(1)) expect(await device.next()).toBe('data: {"version":8}\n\n')
  stopping.abort()
  for (const device of devices.slice(1)) expect(await device.next()).toBeNull()
  await serving.stop()
})

test('whose account is switched off is told once more, over a connection too, and the server goes on', async () => {
  const { app, cookie, change, personId, stopping } = await atWork()
  const serving = await serveOn({ app, port: 0 })
  const device = await aDevice(serving.port, cookie)
  expect(await device.next()).toBe(PING)
  change(8, [personId])
  change(9)
  expect(await device.next()).toBe('data: {"version":8}\n\n')
  expect(await device.next()).toBeNull()
  stopping.abort()
  await serving.stop()
})

test('who signs out is told once more and then listens no longer', async () => {
  const { app, cookie, change } = await atWork()
  const answer = await app.request('/api/sync/poke', { headers: { cookie } })
  const lines = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect(await lines?.read()).toMatchObject({ value: PING })
  change(7)
  expect(await lines?.read()).toMatchObject({ value: 'data: {"version":7}\n\n' })
  await app.request('/api/auth/sign-out', aPost({}, { cookie }))
  expect(await lines?.read()).toMatchObject({ value: 'data: {"version":7}\n\n' })
  expect(await lines?.read()).toMatchObject({ done: true })
})

test('nobody listens without a session', async () => {
  const { app } = await atWork()
  expect((await app.request('/api/sync/poke')).status).toBe(401)
})

/** A device on the wire; `next` is the next thing it hears, null at the end. */
function aDevice(
  port: number,
  cookie: string,
): Promise<{ next: () => Promise<string | null>; leave(): void }> {
  return new Promise((done, fail) => {
    const asked = request({ port, path: '/api/sync/poke', headers: { cookie } }, (answer) => {
      answer.setEncoding('utf8')
      const heard = answer[Symbol.asyncIterator]()
      done({
        next: async () => {
          const { value, done: isOver }: IteratorResult<string> = await heard.next()
          return isOver ? null : value
        },
        leave: () => asked.destroy(),
      })
    })
    asked.on('error', fail).end()
  })
}
