import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Role } from '#shared/people/person.ts'
import { rowsOf } from '../db/rows.ts'
import { aPost, testOrigin } from '../testing/a-server.ts'
import { type OfficePerson, anOffice } from '../testing/an-office.ts'

const DAY = 86_400_000
const password = 'a good long password'

/** An office where Claire, the administrator, invites. */
async function anInvitingOffice() {
  const office = await anOffice()
  const claire = await office.aPerson('administrator', 'Claire')
  const desk = await claire.aDevice()
  const inviteFrom = (
    { post }: Pick<typeof desk, 'post'>,
    more: { email?: string; role?: Role; name?: string } = {},
  ) =>
    post('/api/people/invitations', {
      name: 'Tom Becker',
      email: `${randomUUID()}@example.com`,
      role: 'collector',
      entity: 'South',
      ...more,
    })
  const invited = async (more: Parameters<typeof inviteFrom>[1] = {}) => {
    const answer = await inviteFrom(desk, more)
    expect(answer.status).toBe(201)
    const { id, link } = (await answer.json()) as { id: string; link: string }
    const { origin, pathname, hash } = new URL(link)
    expect([origin, pathname]).toEqual([testOrigin, '/invitation'])
    return { id, token: hash.slice(1) }
  }
  const call = (path: 'look' | 'accept', body: object) =>
    office.app.request(`/api/invitations/${path}`, aPost(body))
  const accepted = (token: string) => call('accept', { token, name: 'Thomas Becker', password })
  const openOnes = async () =>
    ((await (await desk.get('/api/people/invitations')).json()) as { invitations: { id: string }[] })
      .invitations
  return { ...office, claire, desk, inviteFrom, invited, call, accepted, openOnes }
}

test('who is invited opens the link, chooses name and password, and is in, once', async () => {
  const { app, company, invited, call, accepted, openOnes } = await anInvitingOffice()
  const email = `${randomUUID()}@example.com`
  const { id, token } = await invited({ email: email.toUpperCase() })
  expect(await openOnes()).toMatchObject([{ id, email, name: 'Tom Becker', entity: 'South' }])
  expect(await (await call('look', { token })).json()).toEqual({
    name: 'Tom Becker',
    email,
    role: 'collector',
    company: 'Test company',
    invitedBy: 'Claire',
  })
  expect((await call('accept', { token, name: 'Tom', password: 'short' })).status).toBe(400)

  const both = await Promise.all([accepted(token), accepted(token)])
  expect(both.map(({ status }) => status).sort()).toEqual([201, 404])
  expect((await call('look', { token })).status).toBe(404)
  expect(await openOnes()).toEqual([])
  const signedIn = await app.request('/api/auth/sign-in/email', aPost({ email, password }))
  expect(signedIn.status).toBe(200)
  const told = await rowsOf(
    company.database.db,
    sql`select name, role, entity, active from people where company_id = ${company.id} and email = ${email}`,
  )
  expect(told).toEqual([{ name: 'Thomas Becker', role: 'collector', entity: 'South', active: true }])
})

test('a link ends after a week, when it is withdrawn, and when the same address is invited anew', async () => {
  const { clock, desk, invited, accepted, openOnes } = await anInvitingOffice()
  const email = `${randomUUID()}@example.com`
  const [first, second] = [await invited({ email }), await invited({ email })]
  expect((await accepted(first.token)).status).toBe(404)
  expect((await openOnes()).map(({ id }) => id)).toEqual([second.id])
  expect((await desk.call('DELETE', `/api/people/invitations/${second.id}`)).status).toBe(200)
  expect((await desk.call('DELETE', `/api/people/invitations/${second.id}`)).status).toBe(404)
  expect((await accepted(second.token)).status).toBe(404)
  const third = await invited({ email })
  clock.now += 7 * DAY
  expect((await accepted(third.token)).status).toBe(404)
})

test('only those who run the company invite, and only an administrator an administrator', async () => {
  const { aPerson, desk, inviteFrom, invited } = await anInvitingOffice()
  const on = async (role: Role) => (await aPerson(role)).aDevice()
  const [marc, ana] = [await on('creditManager'), await on('collector')]
  expect((await inviteFrom(ana)).status).toBe(403)
  expect((await ana.get('/api/people/invitations')).status).toBe(403)
  expect((await inviteFrom(marc)).status).toBe(201)
  expect((await inviteFrom(marc, { role: 'administrator' })).status).toBe(403)
  expect((await inviteFrom(desk, { role: 'administrator' })).status).toBe(201)
  const { id } = await invited({ role: 'administrator' })
  expect((await marc.call('DELETE', `/api/people/invitations/${id}`)).status).toBe(403)
})

test('an invitation is no better than who made it: it ends with their account', async () => {
  const { aPerson, company, claire, inviteFrom, call, accepted } = await anInvitingOffice()
  const marc: OfficePerson = await aPerson('creditManager', 'Marc')
  const answer = await inviteFrom(await marc.aDevice())
  const token = new URL(((await answer.json()) as { link: string }).link).hash.slice(1)
  await company.push(
    claire.id,
    company.entry('person.deactivated', claire.id, null, { personId: marc.id, successorId: null }),
  )
  expect((await call('look', { token })).status).toBe(404)
  expect((await accepted(token)).status).toBe(404)
})

test('an address that is somebody’s is not invited; one left by a server that died is', async () => {
  const { aPerson, auth, inviteFrom, desk, invited, accepted } = await anInvitingOffice()
  const { person } = await aPerson('collector')
  const refused = await inviteFrom(desk, { email: person.email })
  expect(await refused.json()).toMatchObject({ status: 409, errors: [{ field: 'email' }] })
  const email = `${randomUUID()}@example.com`
  await (
    await auth.$context
  ).internalAdapter.createUser({ email, name: 'Tom', emailVerified: true }, { method: 'email-password' })
  expect((await accepted((await invited({ email })).token)).status).toBe(201)
})

test('the token is nowhere in the database, and guessing is limited', async () => {
  const { company, invited, call } = await anInvitingOffice()
  const { token } = await invited()
  const rows = await rowsOf(
    company.database.db,
    sql`select * from invitations where company_id = ${company.id}`,
  )
  expect(JSON.stringify(rows)).not.toContain(token)
  let status = 404
  for (let tried = 0; status === 404 && tried < 200; tried++)
    status = (await call('look', { token: randomUUID() })).status
  expect(status).toBe(429)
})
