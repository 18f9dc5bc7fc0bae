import { afterEach, expect, it } from 'vitest'
import { must } from '#shared/base/must.ts'
import type { FileId } from '../../client/replica/file-id.ts'
import { until } from '../../client/replica/testing/a-phone.ts'
import type { Workplace } from '../../client/session/workplace.ts'
import { aServerWithPhones, copyOutbox, inStep, soon } from './a-phone-at-a-server.ts'

let server: Awaited<ReturnType<typeof aServerWithPhones>>

afterEach(() => server.close())

const words = (text: string) => ({ actionId: null, itemIds: [], text, visibility: 'internal' as const })

async function aScene() {
  server = await aServerWithPhones()
  const ana = await server.aPerson('collector')
  const { clientId } = await server.company.aClient({ collectorId: ana.id })
  const phone = await server.aPhone(ana)
  await until(() => !phone.work.view.snapshot.value.catchingUp, 'the first sync')
  const subject = { type: 'client' as const, id: clientId }
  const fileId: FileId = `client:${clientId}`
  const write = (work: Workplace, text: string) => work.entries.make('comment.written', subject, words(text))
  return { ana, phone, clientId, fileId, write }
}

it('given a file that is gone behind the app’s back, when it changes at the server, then it comes whole at once', async () => {
  const { ana, phone, clientId, fileId } = await aScene()
  await behind(phone, fileId)
  const { company } = server
  const manager = company.personOf('creditManager')
  await company.push(
    manager,
    company.entry('comment.written', manager, clientId, { ...words('from elsewhere') }),
    company.entry('client.assigned', manager, clientId, { salesId: ana.id }),
  )
  phone.work.wake()
  await soon(phone.around, () => phone.pulls.some(({ verdict }) => verdict === 'same'))
  await soon(phone.around, () => phone.work.view.snapshot.value.cards.get(fileId)?.salesId === ana.id)
  const file = must((await phone.store.files([fileId])).get(fileId), 'the file')
  expect(file.file.client.salesId).toBe(ana.id)
  expect(file.file.items).toHaveLength(3)
  const history = (await phone.store.history([fileId])).get(fileId)
  expect(history?.map(({ kind }) => kind)).toContain('comment.written')
})

it('given a file that is gone, when nothing changes, then the app’s own look finds it', async () => {
  const { phone, fileId } = await aScene()
  await behind(phone, fileId)
  phone.around.pass(61_000)
  await soon(phone.around, () => phone.pulls.some(({ verdict }) => verdict === 'same'))
  expect(phone.pulls.filter(({ hasDigest }) => hasDigest).map(({ verdict }) => verdict)).toEqual([
    'tellFiles',
    'same',
  ])
  const itemsHeld = async () => (await phone.store.files([fileId])).get(fileId)?.file.items.length
  await expect.poll(itemsHeld).toBe(3)
})

it.each(['the first', 'the copy'])(
  'given a phone that is a copy of another, when %s sends first, then the work of both arrives once and in order',
  async (first) => {
    const { ana, phone, write } = await aScene()
    await write(phone.work, 'common')
    await inStep(phone)
    phone.faults.push((url) => url.endsWith('push'))
    await write(phone.work, 'unsent on both')
    await until(() => phone.work.view.snapshot.value.outbox.length === 2)
    await copyOutbox(phone.around.ports.prefix, 'copy-')
    const copy = await server.aPhone(ana, `copy-`)
    copy.faults.push((url) => url.endsWith('push'))
    await write(phone.work, 'of the first')
    await write(copy.work, 'of the copy')
    for (const device of first === 'the first' ? [phone, copy] : [copy, phone]) {
      device.faults.length = 0
      await inStep(device)
    }
    await write(phone.work, 'again the first')
    await inStep(phone)
    const kept = await server.entriesOf(ana.id)
    expect(kept).toHaveLength(5)
    expect(kept.every(({ type }) => type === 'applied')).toBe(true)
    for (const { work } of [phone, copy]) {
      const own = work.view.snapshot.value.outbox.map(({ entry }) => entry.id)
      expect(kept.filter(({ id }) => own.includes(id)).map(({ id }) => id)).toEqual(own)
    }
    await copy.work.close()
    indexedDB.deleteDatabase('copy-outbox')
  },
)

async function behind(phone: Awaited<ReturnType<typeof server.aPhone>>, fileId: FileId): Promise<void> {
  await phone.forget(fileId)
  expect((await phone.store.files([fileId])).size).toBe(0)
}
