import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Device, devicesAnswerSchema } from '#shared/protocol/people.ts'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { aCompany } from '../testing/a-company.ts'
import { aPost, aServer, cookiesOf } from '../testing/a-server.ts'
import { savePeople } from '../company/people-store.ts'
import { deviceName } from './device-name.ts'
import { createUser } from './users.ts'

const password = 'a good long password'
const PHONE = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36'
const LAPTOP =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18 Safari/605.1.15'

async function atWork() {
  const server = await aServer()
  const company = await aCompany(server.database)
  const aPerson = async (name: string) => {
    const email = `${randomUUID()}@example.com`
    const { id } = await createUser(server.auth, { email, password, name })
    const person = { id, name, email, role: 'collector' as const, entity: null, active: true }
    await savePeople(server.database, company.id, [person], company.ports)
    /** Signs in on a browser and calls from there. */
    const on = async (userAgent: string) => {
      const signedIn = await server.app.request('/api/auth/sign-in/email', aPost({ email, password }))
      const headers = { cookie: cookiesOf(signedIn), 'user-agent': userAgent }
      return {
        get: (path: string) => server.app.request(path, { headers }),
        post: (path: string, body: object = {}) => server.app.request(path, aPost(body, headers)),
        pull: (device: string, waiting = 0) =>
          server.app.request('/api/sync/pull', aPost({ cursor: null, device, waiting }, headers)),
        pullAs: (personId: string) =>
          server.app.request(
            '/api/sync/pull',
            aPost({ cursor: null, device: 'one', waiting: 0 }, { ...headers, [PERSON_HEADER]: personId }),
          ),
        devices: async (): Promise<Device[]> => {
          const answer = await server.app.request('/api/people/devices', { headers })
          return z.parse(devicesAnswerSchema, await answer.json()).devices
        },
      }
    }
    return {
      person,
      on,
      leave: () => savePeople(server.database, company.id, [{ ...person, active: false }], company.ports),
    }
  }
  return { ...server, company, aPerson }
}

test('who is signed in learns who they are and where they work', async () => {
  const { aPerson, company, app } = await atWork()
  const { person, on } = await aPerson('Ana Ruiz')
  const answer = await (await on(PHONE)).get('/api/me')
  expect(await answer.json()).toMatchObject({ person, company: { id: company.id, name: 'Test company' } })
  expect(await (await app.request('/api/me')).json()).toMatchObject({ status: 401, code: 'signed-out' })
})

test('a device that speaks for somebody else than who is signed in is answered as signed out', async () => {
  const { aPerson } = await atWork()
  const { person, on } = await aPerson('Ana Ruiz')
  const phone = await on(PHONE)
  const answers = { own: await phone.pullAs(person.id), foreign: await phone.pullAs('somebody else') }
  expect(answers.own.status).toBe(200)
  expect(await answers.foreign.json()).toMatchObject({ status: 401, code: 'signed-out' })
})

test('who was deactivated is told that the account is switched off', async () => {
  const { aPerson } = await atWork()
  const { on, leave } = await aPerson('Ana Ruiz')
  const phone = await on(PHONE)
  await leave()
  expect(await (await phone.get('/api/me')).json()).toMatchObject({ status: 403, code: 'deactivated' })
})

test('a device is listed with its last contact and what it still has to send', async () => {
  const { aPerson, clock } = await atWork()
  const { on } = await aPerson('Ana Ruiz')
  const phone = await on(PHONE)
  const laptop = await on(LAPTOP)
  const start = clock.now
  expect((await phone.pull('phone', 3)).status).toBe(200)
  clock.now += 1000
  await laptop.pull('laptop')
  expect(await laptop.devices()).toEqual([
    device({ id: 'laptop', name: 'Safari · Mac', lastContactAt: start + 1000, isThis: true }),
    device({ id: 'phone', name: 'Chrome · Android', lastContactAt: start, waiting: 3 }),
  ])
})

test('contact is written at most once a minute, at once when something else to send is told', async () => {
  const { aPerson, clock } = await atWork()
  const { on } = await aPerson('Ana Ruiz')
  const phone = await on(PHONE)
  const start = clock.now
  await phone.pull('phone', 1)
  const contact = async () =>
    (await phone.devices()).map(({ lastContactAt, waiting }) => [lastContactAt - start, waiting])
  clock.now = start + 59_000
  await phone.pull('phone', 1)
  expect(await contact()).toEqual([[0, 1]])
  await phone.pull('phone', 0)
  expect(await contact()).toEqual([[59_000, 0]])
  clock.now = start + 119_000
  await phone.pull('phone', 0)
  expect(await contact()).toEqual([[119_000, 0]])
})

test('one signs out a single device of one’s own; it stays listed, and the others stay signed in', async () => {
  const { aPerson } = await atWork()
  const { on } = await aPerson('Ana Ruiz')
  const phone = await on(PHONE)
  const laptop = await on(LAPTOP)
  await phone.pull('phone', 2)
  await laptop.pull('laptop')
  expect((await laptop.post('/api/people/devices/phone/sign-out')).status).toBe(200)
  expect((await phone.pull('phone')).status).toBe(401)
  const listed = await laptop.devices()
  expect(listed.find(({ id }) => id === 'phone')).toMatchObject({ isSignedIn: false, waiting: 2 })
  expect(listed.find(({ id }) => id === 'laptop')).toMatchObject({ isSignedIn: true })
})

test('a device that was signed out and in again is signed in under its new session', async () => {
  const { aPerson } = await atWork()
  const { on } = await aPerson('Ana Ruiz')
  await (await on(PHONE)).pull('phone')
  const again = await on(PHONE)
  await again.pull('phone')
  expect(await again.devices()).toMatchObject([{ id: 'phone', isSignedIn: true, isThis: true }])
})

test('a device signed out a month ago is listed only while it has something to send', async () => {
  const { aPerson, clock } = await atWork()
  const { on } = await aPerson('Ana Ruiz')
  const old = await on(PHONE)
  await old.pull('old')
  await old.pull('full', 2)
  await old.post('/api/people/devices/full/sign-out')
  const laptop = await on(LAPTOP)
  clock.now += 31 * 86_400_000
  expect((await laptop.devices()).map(({ id }) => id)).toEqual(['full'])
})

test('nobody sees or ends the devices of a colleague', async () => {
  const { aPerson } = await atWork()
  const ana = await (await aPerson('Ana Ruiz')).on(PHONE)
  const tom = await (await aPerson('Tom Weber')).on(LAPTOP)
  await ana.pull('phone of Ana')
  expect(await tom.devices()).toEqual([])
  const answer = await tom.post('/api/people/devices/phone%20of%20Ana/sign-out')
  expect(await answer.json()).toMatchObject({ status: 404, code: 'not-found' })
  expect((await ana.pull('phone of Ana')).status).toBe(200)
})

test('those who run the company are told what hangs on a colleague, others are not', async () => {
  const { aPerson, company, database } = await atWork()
  const ana = await aPerson('Ana Ruiz')
  const phone = await ana.on(PHONE)
  await phone.pull('phone', 2)
  const path = `/api/people/${ana.person.id}/standing`
  expect((await phone.get(path)).status).toBe(403)
  const marc = await aPerson('Marc Roux')
  await savePeople(database, company.id, [{ ...marc.person, role: 'creditManager' }], company.ports)
  const answer = await (await marc.on(LAPTOP)).get(path)
  expect(await answer.json()).toMatchObject({ openCases: 0, devices: [{ id: 'phone', waiting: 2 }] })
})

test.each([
  [PHONE, 'Chrome · Android'],
  [LAPTOP, 'Safari · Mac'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge · Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
  ['curl/8', ''],
])('a browser is called what its owner would call it: %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name)
})

function device(fields: Partial<Device>): object {
  const base = { waiting: 0, isSignedIn: true, isThis: false, firstContactAt: fields.lastContactAt }
  return { ...base, ...fields }
}

test('an address that names nothing is not found, whatever it holds', async () => {
  const { aPerson } = await atWork()
  const phone = await (await aPerson('Ana Ruiz')).on(PHONE)
  expect((await phone.post('/api/people/devices/%00/sign-out')).status).toBe(404)
  expect((await phone.post('/api/people/devices/nobody/sign-out')).status).toBe(404)
})
