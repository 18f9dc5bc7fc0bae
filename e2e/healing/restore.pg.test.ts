import { randomUUID } from 'node:crypto'
import { watch } from 'vue'
import { afterEach, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { FileId } from '../../client/replica/file-id.ts'
import { until } from '../../client/replica/testing/a-phone.ts'
import type { Workplace } from '../../client/session/workplace.ts'
import { aBackup } from '../../server/testing/a-backup.ts'
import { pull } from '../../server/testing/read-pull.ts'
import { aServerWithPhones, inStep, soon } from './a-phone-at-a-server.ts'

let server: Awaited<ReturnType<typeof aServerWithPhones>>

afterEach(() => server.close())

const words = (text: string) => ({ actionId: null, itemIds: [], text, visibility: 'internal' as const })

async function aScene() {
  server = await aServerWithPhones()
  const ana = await server.aPerson('collector')
  const { clientId, itemIds } = await server.company.aClient({ collectorId: ana.id })
  const phone = await server.aPhone(ana)
  await until(() => !phone.work.view.snapshot.value.catchingUp, 'the first sync')
  const subject = { type: 'client' as const, id: clientId }
  const write = (work: Workplace, text: string) => work.entries.make('comment.written', subject, words(text))
  const openCase = (work: Workplace, actionId: string) =>
    work.entries.make('action.opened', subject, {
      actionId,
      type: 'followUp',
      kind: 'dispute',
      name: 'Pallet 7',
      dueOn: '2026-11-30',
      ownerId: ana.id,
      resolverId: null,
      reasonId: null,
      on: '2026-11-22',
      itemIds: itemIds.slice(0, 1),
      move: false,
      comment: null,
    })
  const fileId: FileId = `client:${clientId}`
  return { ana, phone, subject, clientId, itemIds, write, openCase, fileId }
}

/** What somebody would hold who fetched everything anew. */
async function anew(personId: string, now: number) {
  const { database, company } = server
  const page = await pull(database, { companyId: company.id, personId }, null, now)
  return must(page.files[0], 'the file')
}

it('given 200 entries that the backup does not know, when the phones come back, then none is missing and none is twice', async () => {
  const { ana, phone, clientId, write, fileId } = await aScene()
  const tablet = await server.aPhone(ana)
  await until(() => !tablet.work.view.snapshot.value.catchingUp, 'the first sync')
  for (let n = 0; n < 10; n++) await write(phone.work, `kept ${n}`)
  await inStep(phone)
  await inStep(tablet)
  const restore = await aBackup(server.company)
  for (let n = 0; n < 100; n++) {
    await write(phone.work, `phone ${n}`)
    await write(tablet.work, `tablet ${n}`)
  }
  await inStep(phone)
  await inStep(tablet)
  const before = await server.entriesOf(ana.id)
  expect(before).toHaveLength(210)
  await restore()
  expect(await server.entriesOf(ana.id)).toHaveLength(10)

  phone.pushes.length = 0
  for (const device of [phone, tablet]) await inStep(device, 1)
  const { version } = await server.company.seen()
  for (const { work, around } of [phone, tablet]) {
    work.wake()
    await soon(around, () => work.view.snapshot.value.reached === version)
  }
  const after = await server.entriesOf(ana.id)
  expect(after.map(({ id }) => id).toSorted()).toEqual(before.map(({ id }) => id).toSorted())
  expect(after.every(({ type }) => type === 'applied')).toBe(true)
  const own = new Set(phone.work.view.snapshot.value.outbox.map(({ entry }) => entry.id))
  const inOrder = (all: { id: string }[]) => all.map(({ id }) => id).filter((id) => own.has(id))
  expect(inOrder(after)).toEqual(inOrder(before))
  // Each once, and what the backup knew was asked for together with it.
  expect(phone.pushes.flat().length).toBe(new Set(phone.pushes.flat()).size)
  const fresh = await anew(ana.id, server.clock.now)
  for (const device of [phone, tablet]) {
    const file = must((await device.store.files([fileId])).get(fileId), 'the file')
    expect(file.file.client).toEqual(fresh.rows.client)
    const history = (await device.store.history([fileId])).get(fileId)
    const texts = history?.flatMap(({ text }) => text ?? []).toSorted()
    expect(texts).toHaveLength(210)
    expect(new Set(texts).size).toBe(210)
    expect(device.work.view.snapshot.value.outbox.some(({ before }) => before !== undefined)).toBe(false)
  }
  expect(clientId).toBe(fresh.id)
})

it('given work on top of what was lost, when it is sent, then what was lost goes first and nothing ever disappears', async () => {
  const { phone, subject, openCase, fileId, ana } = await aScene()
  const release = phone.work.view.watchFile(fileId)
  const restore = await aBackup(server.company)
  const actionId = randomUUID()
  await openCase(phone.work, actionId)
  await inStep(phone)
  await restore()
  phone.faults.push(() => true)
  await phone.work.entries.make('action.changed', subject, {
    actionId,
    fields: { name: 'Pallet 8' },
    comment: null,
  })
  const lacking: string[] = []
  const stop = watch(
    phone.work.view.snapshot,
    ({ files }) => {
      const names = files.get(fileId)?.file.actions.map(({ name }) => name)
      if (names?.join() !== 'Pallet 8') lacking.push(String(names))
    },
    { flush: 'sync' },
  )
  phone.faults.length = 0
  await inStep(phone, 1)
  stop()
  release()
  expect(lacking).toEqual([])
  expect((await server.entriesOf(ana.id)).map(({ type }) => type)).toEqual(['applied', 'applied'])
})

it('given the app closed in the middle of healing, then it goes on, and asks once for what the reset does not name', async () => {
  const { phone, write, ana } = await aScene()
  const restore = await aBackup(server.company)
  for (let n = 0; n < 3; n++) await write(phone.work, `lost ${n}`)
  await inStep(phone)
  await restore()
  // The answer with the reset is kept from the phone until it has been told so by its push.
  phone.faults.push((url) => url.endsWith('pull'))
  await write(phone.work, 'new')
  await soon(phone.around, () => {
    const { outbox } = phone.work.view.snapshot.value
    return outbox.length === 4 && outbox.every(({ state }) => state === 'settled')
  })
  await phone.work.close()
  phone.faults.length = 0
  phone.pushes.length = 0
  const work = await phone.open()
  await inStep({ around: phone.around, work }, 1)
  // The server may have gone back once more since that push: a page that begins anew cannot tell.
  const ids = (await server.entriesOf(ana.id)).map(({ id }) => id)
  expect(ids).toHaveLength(4)
  expect(phone.pushes.map((pushed) => pushed.toSorted())).toEqual([ids.toSorted()])

  phone.pushes.length = 0
  await write(work, 'later')
  await inStep({ around: phone.around, work }, 1)
  expect(phone.pushes.map((pushed) => pushed.length)).toEqual([1])
  expect(await server.entriesOf(ana.id)).toHaveLength(5)
})

it('given a phone that lost its replica too, then its outbox tells that the history is another', async () => {
  const { phone, write, ana } = await aScene()
  const restore = await aBackup(server.company)
  await write(phone.work, 'lost')
  await inStep(phone)
  await phone.work.close()
  await restore()
  const again = await server.aPhone(ana, phone.around.ports.prefix)
  await inStep(again, 1)
  expect(await server.entriesOf(ana.id)).toHaveLength(1)
})

it('given what is decided otherwise than before, then its author is told', async () => {
  const { phone, openCase, itemIds, clientId, ana } = await aScene()
  const restore = await aBackup(server.company)
  await openCase(phone.work, randomUUID())
  await inStep(phone)
  phone.faults.push(() => true)
  await restore()
  const manager = server.company.personOf('creditManager')
  await server.company.push(
    manager,
    server.company.entry('action.opened', manager, clientId, {
      actionId: randomUUID(),
      type: 'followUp',
      kind: 'dispute',
      name: 'First',
      dueOn: '2026-11-30',
      ownerId: manager,
      resolverId: null,
      reasonId: null,
      on: '2026-11-22',
      itemIds: itemIds.slice(0, 1),
      move: false,
      comment: null,
    }),
  )
  phone.faults.length = 0
  await inStep(phone, 1)
  const { outbox } = phone.work.view.snapshot.value
  expect(outbox).toMatchObject([
    { outcome: { type: 'noop' }, before: { type: 'applied' }, isDismissed: false },
  ])
  expect(await server.entriesOf(ana.id)).toMatchObject([{ type: 'noop' }])
})
