import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  decidedAnswerSchema,
  quarantineAnswerSchema,
  quarantineListSchema,
} from '#shared/protocol/quarantine.ts'
import { redecideDeferred } from '../journal/redecide.ts'
import { history } from '../journal/tables.ts'
import { anOffice } from '../testing/an-office.ts'
import { finishClaims } from './decide-quarantined.ts'
import { quarantine } from './tables.ts'

/** Ana, switched off while her phone had unsent work, and the administrators who find it. */
async function anaLeft() {
  const office = await anOffice()
  const { company, database } = office
  const ana = await office.aPerson('collector', 'Ana')
  const { clientId, itemIds } = await company.aClient({ collectorId: ana.id })
  const phone = await ana.aDevice()
  await phone.pull()
  const claire = await office.aPerson('administrator', 'Claire')
  const desk = await claire.aDevice()
  const leave = () =>
    desk.push(company.entry('person.deactivated', claire.id, null, { personId: ana.id, successorId: null }))
  const listed = async () => z.parse(quarantineListSchema, await (await desk.get('/api/quarantine')).json())
  const decide = async (what: 'adopt' | 'discard', body: object, by = desk) =>
    z.parse(decidedAnswerSchema, await (await by.post(`/api/quarantine/${what}`, body)).json()).entries
  const told = (kind: string) =>
    database.db
      .select()
      .from(history)
      .where(and(eq(history.companyId, company.id), eq(history.kind, kind)))
      .orderBy(history.number)
  return { ...office, ana, phone, claire, desk, clientId, itemIds, leave, listed, decide, told }
}

const kept = async (answer: Response) => z.parse(quarantineAnswerSchema, await answer.json()).kept
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

test('the device of a switched-off person hands over what it has not sent, as often as it likes', async () => {
  const { ana, phone, clientId, leave, listed } = await anaLeft()
  const entries = [ana.words(clientId, 'one'), ana.words(clientId, 'two')]
  await leave()
  const ids = entries.map(({ id }) => id)
  expect(await kept(await phone.handOver(entries))).toEqual(ids)
  expect(await kept(await phone.handOver(entries))).toEqual(ids)
  const { waiting, waitingCount } = await listed()
  expect(waitingCount).toBe(2)
  expect(waiting.map(({ entry }) => entry)).toEqual(entries)
  expect(waiting[0]).toMatchObject({ personId: ana.id, device: phone.device, decision: null })
})

test('what the journal had received already is told as safe and does not wait a second time', async () => {
  const { ana, phone, clientId, leave, listed } = await anaLeft()
  const entry = ana.words(clientId, 'sent, but the answer was lost')
  await phone.push(entry)
  await leave()
  expect(await kept(await phone.handOver([entry]))).toEqual([entry.id])
  expect((await listed()).waitingCount).toBe(0)
})

test('nobody hands over while they still work here, but a signed-out device does', async () => {
  const { ana, phone, clientId, listed } = await anaLeft()
  const entry = ana.words(clientId, 'on the phone')
  expect(await codeOf(await phone.handOver([entry]))).toEqual([409, 'still-at-work'])
  const laptop = await ana.aDevice()
  await laptop.post(`/api/people/devices/${phone.device}/sign-out`)
  expect(await kept(await phone.handOver([entry]))).toEqual([entry.id])
  expect((await listed()).waiting).toMatchObject([{ entryId: entry.id, device: phone.device }])
})

test('a wrong key, another device’s key, an unknown device and another’s entry are refused', async () => {
  const { ana, phone, claire, desk, clientId, leave, listed } = await anaLeft()
  const laptop = await ana.aDevice()
  await leave()
  const entry = ana.words(clientId, 'mine')
  const forbidden = [403, 'forbidden']
  expect(await codeOf(await phone.handOver([entry], { by: laptop.keys.privateKey }))).toEqual(forbidden)
  expect(await codeOf(await phone.handOver([entry], { by: desk.keys.privateKey }))).toEqual(forbidden)
  expect(await codeOf(await phone.handOver([entry], { device: laptop.device }))).toEqual(forbidden)
  expect(await codeOf(await phone.handOver([entry], { device: 'nobody’s' }))).toEqual(forbidden)
  expect(await codeOf(await phone.handOver([claire.words(clientId, 'in your name')]))).toEqual([
    400,
    'malformed',
  ])
  expect((await listed()).waitingCount).toBe(0)
})

test('a phone and its copy both hand over, though each made a key of its own under one name', async () => {
  const { ana, phone, clientId, leave, listed } = await anaLeft()
  const copy = await ana.aDevice(phone.device)
  await leave()
  const [one, two] = [ana.words(clientId, 'on the phone'), ana.words(clientId, 'on its copy')]
  expect(await kept(await phone.handOver([one]))).toEqual([one.id])
  expect(await kept(await copy.handOver([two]))).toEqual([two.id])
  expect((await listed()).waitingCount).toBe(2)
})

test('too much in one call, and too many calls, are refused', async () => {
  const { ana, phone, clientId, leave, clock } = await anaLeft()
  await leave()
  const many = Array.from({ length: 51 }, (_, n) => ana.words(clientId, `${n}`))
  expect(await codeOf(await phone.handOver(many))).toEqual([400, 'malformed'])
  expect(await codeOf(await phone.handOver([ana.words(clientId, 'x'.repeat(3_000_000))]))).toEqual([
    413,
    'too-large',
  ])
  const again = [ana.words(clientId, 'again')]
  for (let call = 0; call < 120; call++) await phone.handOver(again)
  const answer = await phone.handOver([ana.words(clientId, 'late')])
  expect(await codeOf(answer)).toEqual([429, 'too-many-attempts'])
  clock.now += 61_000
  expect((await phone.handOver([ana.words(clientId, 'later')])).status).toBe(200)
})

test('whoever cannot prove the name does not use up that person’s turns', async () => {
  const { ana, phone, desk, clientId, leave } = await anaLeft()
  await leave()
  const stranger = { by: desk.keys.privateKey }
  for (let call = 0; call < 121; call++) await phone.handOver([ana.words(clientId, 'not mine')], stranger)
  expect((await phone.handOver([ana.words(clientId, 'mine')])).status).toBe(200)
})

test('what is adopted is decided now for its author, and the history tells both', async () => {
  const { ana, phone, claire, clientId, leave, listed, decide, told } = await anaLeft()
  await leave()
  const entries = [ana.words(clientId, 'first'), ana.words(clientId, 'second')]
  await phone.handOver(entries)
  const decided = await decide('adopt', { entryIds: entries.map(({ id }) => id) })
  expect(decided).toMatchObject(
    entries.map(() => ({ decision: { what: 'adopted', by: claire.id, outcome: { type: 'applied' } } })),
  )
  const rows = await told('comment.written')
  expect(rows.map(({ text }) => text)).toEqual(['first', 'second'])
  expect(rows[0]).toMatchObject({ id: entries[0]?.id, by: ana.id, device: 'test' })
  expect(rows[0]?.details).toMatchObject({ adoptedBy: claire.id })
  const list = await listed()
  expect([list.waitingCount, list.decided.length]).toEqual([0, 2])
})

test('an adopted entry that the rule refuses is told with its reason', async () => {
  const { ana, phone, company, leave, decide } = await anaLeft()
  await leave()
  const gone = company.entry('action.closed', ana.id, randomUUID(), {
    actionId: randomUUID(),
    comment: null,
    resolutionId: null,
    rootCauseId: null,
    disputedBecome: null,
  } as never)
  await phone.handOver([gone])
  const [one] = await decide('adopt', { entryIds: [gone.id] })
  expect(one?.decision).toMatchObject({ what: 'adopted', outcome: { type: 'refused' } })
})

test('what was adopted and waited for an update is listed as the next build decided it', async () => {
  const { ana, phone, company, clientId, leave, listed, decide } = await anaLeft()
  await leave()
  const entry = ana.words(clientId, 'of a newer app')
  await phone.handOver([{ ...entry, kind: 'comment.sung' }])
  const [adopted] = await decide('adopt', { entryIds: [entry.id] })
  expect(adopted?.decision?.outcome).toEqual({ type: 'deferred' })

  await company.nextBuildReads(entry.id, 'comment.written')
  expect(await redecideDeferred(company.database.db, company.journal, company.id, company.clock.now)).toBe(1)
  expect((await listed()).decided).toMatchObject([{ decision: { outcome: { type: 'applied' } } }])
})

test('what is discarded is refused for good, with the reason in the history', async () => {
  const { ana, phone, claire, clientId, leave, decide, told } = await anaLeft()
  await leave()
  const entry = ana.words(clientId, 'no longer true')
  await phone.handOver([entry])
  const reason = 'The client paid meanwhile.'
  const [one] = await decide('discard', { entryIds: [entry.id], reason })
  expect(one?.decision).toMatchObject({
    what: 'discarded',
    by: claire.id,
    reason,
    outcome: { type: 'refused', refusal: { type: 'discarded', reason } },
  })
  expect(await told('comment.written')).toEqual([])
  expect(await told('entry.discarded')).toMatchObject([
    { by: claire.id, text: reason, details: { discarded: entry.id, author: ana.id } },
  ])
})

test('a reason that no database keeps is told at its field, and the work goes on waiting', async () => {
  const { ana, phone, clientId, leave, listed, desk } = await anaLeft()
  await leave()
  const entry = ana.words(clientId, 'still here')
  await phone.handOver([entry])
  const answer = await desk.post('/api/quarantine/discard', { entryIds: [entry.id], reason: 'a\u0000b' })
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { code: 'malformed', errors: [{ field: 'reason' }] },
  ])
  expect((await listed()).waitingCount).toBe(1)
})

test('of two administrators one decides, and the other is told how it stands', async () => {
  const { ana, phone, clientId, leave, decide, told, aPerson } = await anaLeft()
  await leave()
  const second = await (await aPerson('administrator', 'Zoé')).aDevice()
  const entry = ana.words(clientId, 'wanted twice')
  await phone.handOver([entry])
  const body = { entryIds: [entry.id] }
  await Promise.all([
    decide('adopt', body),
    decide('discard', { ...body, reason: 'no' }, second),
    decide('adopt', body, second),
  ])
  const [now] = await decide('adopt', body)
  const adopted = await told('comment.written')
  const discarded = await told('entry.discarded')
  expect(adopted.length + discarded.length).toBe(1)
  expect(now?.decision?.what).toBe(adopted.length === 1 ? 'adopted' : 'discarded')
})

test('a decision claimed by a server that died is carried out as it was meant', async () => {
  const { ana, phone, claire, clientId, leave, listed, told, company, database, journal, clock } =
    await anaLeft()
  await leave()
  const entry = ana.words(clientId, 'half decided')
  await phone.handOver([entry])
  await database.db
    .update(quarantine)
    .set({ decision: 'adopted', decidedBy: claire.id, decidedAt: clock.now })
    .where(and(eq(quarantine.companyId, company.id), eq(quarantine.entryId, entry.id)))
  clock.now += 60_000
  // Nobody need look at the list for it.
  await finishClaims({ database, journal, now: () => clock.now })
  expect(await told('comment.written')).toHaveLength(1)
  const { decided } = await listed()
  expect(decided).toMatchObject([{ entryId: entry.id, decision: { outcome: { type: 'applied' } } }])
  expect(await told('comment.written')).toHaveLength(1)
})

test('what cannot be read as an entry waits too, and can only be discarded', async () => {
  const { phone, claire, leave, listed, decide } = await anaLeft()
  await leave()
  const strange = { id: randomUUID(), shape: 'of another time', text: 'a\u0000b' }
  expect(await kept(await phone.handOver([strange]))).toEqual([strange.id])
  expect((await listed()).waiting).toMatchObject([{ entryId: strange.id, entry: null }])
  await decide('adopt', { entryIds: [strange.id] })
  expect((await listed()).waitingCount).toBe(1)
  await decide('discard', { entryIds: [strange.id], reason: 'unreadable' })
  expect((await listed()).decided).toMatchObject([{ decision: { what: 'discarded', by: claire.id } }])
})

test('only administrators see and decide what waits', async () => {
  const { aPerson } = await anaLeft()
  const manager = await (await aPerson('creditManager', 'Marc')).aDevice()
  expect(await codeOf(await manager.get('/api/quarantine'))).toEqual([403, 'forbidden'])
  expect(await codeOf(await manager.post('/api/quarantine/adopt', { entryIds: [randomUUID()] }))).toEqual([
    403,
    'forbidden',
  ])
})
