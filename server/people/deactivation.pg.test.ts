import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { history } from '../journal/tables.ts'
import { pull } from '../testing/read-pull.ts'
import { type Office, type OfficePerson, anOffice } from '../testing/an-office.ts'

type Answer = { code?: string; outcomes?: { outcome: { type: string } }[] }
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as Answer).code]

/** An administrator at a desk, who switches accounts off and on. */
async function anAdministrator({ aPerson, company }: Office) {
  const { id, aDevice } = await aPerson('administrator', 'Claire')
  const desk = await aDevice()
  const act = async (kind: 'person.deactivated' | 'person.reactivated', { id: personId }: OfficePerson) => {
    const entry =
      kind === 'person.deactivated'
        ? company.entry(kind, id, null, { personId, successorId: null })
        : company.entry(kind, id, null, { personId })
    const answer = await desk.push(entry)
    return ((await answer.json()) as Answer).outcomes?.[0]?.outcome
  }
  return {
    id,
    desk,
    switchOff: (person: OfficePerson) => act('person.deactivated', person),
    openAgain: (person: OfficePerson) => act('person.reactivated', person),
  }
}

test('a switched-off person is refused at once on every route, by session and by password', async () => {
  const office = await anOffice()
  const ana = await office.aPerson('administrator', 'Ana')
  const phone = await ana.aDevice()
  await office.company.aClient({ collectorId: ana.id })
  expect((await phone.pull()).status).toBe(200)
  const administrator = await anAdministrator(office)
  expect(await administrator.switchOff(ana)).toEqual({ type: 'applied' })

  expect(await codeOf(await phone.pull())).toEqual([403, 'deactivated'])
  expect(await codeOf(await phone.push(ana.words(ana.id, 'late')))).toEqual([403, 'deactivated'])
  const answers = await Promise.all([
    ...['/api/me', '/api/people/devices', '/api/sync/poke', '/api/imports', '/api/quarantine'].map(phone.get),
    ...['/api/auth/list-sessions'].map(phone.get),
    phone.post('/api/people/devices/x/sign-out'),
    phone.post('/api/quarantine/adopt', { entryIds: [] }),
    phone.post('/api/quarantine/discard', { entryIds: [], reason: '' }),
    phone.post('/api/auth/change-password', { currentPassword: 'x', newPassword: 'y' }),
  ])
  expect(answers.map(({ status }) => status === 401 || status === 403)).toEqual(answers.map(() => true))
  expect(await (await phone.get('/api/auth/get-session')).json()).toBeNull()
  expect((await ana.signIn()).status).toBe(403)
})

test('who was switched off holds nothing; opened again they hold what they held', async () => {
  const office = await anOffice()
  const ana = await office.aPerson('collector', 'Ana')
  const { clientId } = await office.company.aClient({ collectorId: ana.id })
  const administrator = await anAdministrator(office)
  const filesOf = async () => {
    const puller = { companyId: office.company.id, personId: ana.id }
    return (await pull(office.database, puller, null, office.clock.now)).files.map(({ id }) => id)
  }
  expect(await filesOf()).toEqual([clientId])
  await administrator.switchOff(ana)
  expect(await filesOf()).toEqual([])
  expect(await administrator.openAgain(ana)).toEqual({ type: 'applied' })
  expect(await filesOf()).toEqual([clientId])
})

test('colleagues learn of it with their next pull, and the history tells who did it', async () => {
  const office = await anOffice()
  const ana = await office.aPerson('collector', 'Ana')
  const administrator = await anAdministrator(office)
  await administrator.switchOff(ana)
  const answer = (await (await administrator.desk.pull()).json()) as {
    people: { id: string; active: boolean }[]
  }
  expect(answer.people.find(({ id }) => id === ana.id)?.active).toBe(false)
  const { rows } = await historyOf(office, 'person.deactivated')
  expect(rows).toMatchObject([
    {
      by: administrator.id,
      details: { personId: ana.id },
      changes: [{ table: 'people', id: ana.id, field: 'active', before: true, after: false }],
    },
  ])
})

test('nobody switches off themselves, and a credit manager no administrator', async () => {
  const office = await anOffice()
  const claire = await office.aPerson('administrator', 'Claire')
  const marc = await office.aPerson('creditManager', 'Marc')
  const outcomes = async (by: OfficePerson, whom: OfficePerson) => {
    const device = await by.aDevice()
    const entry = office.company.entry('person.deactivated', by.id, null, {
      personId: whom.id,
      successorId: null,
    })
    return ((await (await device.push(entry)).json()) as Answer).outcomes?.[0]?.outcome
  }
  const refused = { type: 'refused', refusal: { type: 'notAllowed' } }
  expect(await outcomes(claire, claire)).toEqual(refused)
  expect(await outcomes(marc, claire)).toEqual(refused)
  expect(await outcomes(await office.aPerson('collector', 'Ana'), marc)).toEqual(refused)
  expect(await outcomes(marc, await office.aPerson('collector', 'Tom'))).toEqual({ type: 'applied' })
})

test('a push that waited for its turn while the account was switched off is not decided', async () => {
  const office = await anOffice()
  const { company } = office
  const [ana, claire] = [company.personOf('collector'), company.personOf('administrator')]
  const { clientId } = await company.aClient()
  const off = company.push(
    claire,
    company.entry('person.deactivated', claire, null, { personId: ana, successorId: null }),
  )
  const late = company.push(
    ana,
    company.entry('comment.written', ana, clientId, {
      actionId: null,
      itemIds: [],
      text: 'just in time',
      visibility: 'internal',
    }),
  )
  expect(await off).toEqual([{ type: 'applied' }])
  await expect(late).rejects.toThrow('switched off')
})

test('the stream of hints ends with one last hint', async () => {
  const office = await anOffice()
  const ana = await office.aPerson('collector', 'Ana')
  const phone = await ana.aDevice()
  const administrator = await anAdministrator(office)
  const stream = await phone.get('/api/sync/poke')
  const heard = stream.text()
  await administrator.switchOff(ana)
  expect(await heard).toMatch(/"version":\d+/)
})

test('a device that was signed out from another one learns so; one whose session ran out does not', async () => {
  const office = await anOffice()
  const ana = await office.aPerson('collector', 'Ana')
  const [phone, laptop] = [await ana.aDevice(), await ana.aDevice()]
  await laptop.post(`/api/people/devices/${phone.device}/sign-out`)
  expect(await codeOf(await phone.pull())).toEqual([401, 'device-signed-out'])
  await phone.signInAgain()
  expect((await phone.pull()).status).toBe(200)
  await laptop.post('/api/auth/sign-out')
  expect(await codeOf(await laptop.pull())).toEqual([401, 'signed-out'])
})

async function historyOf({ database, company }: Office, kind: string) {
  const rows = await database.db
    .select()
    .from(history)
    .where(and(eq(history.companyId, company.id), eq(history.kind, kind)))
    .orderBy(history.number)
  return { rows }
}
