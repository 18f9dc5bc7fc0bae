// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { openOutboxDatabase } from '../outbox/database.ts'
import { forgetEnded, keepEnded } from '../outbox/ended-work.ts'
import { aClientFile, id } from '../replica/testing/a-company.ts'
import { until } from '../replica/testing/a-phone.ts'
import { closeAll, commentOf, setUp, settled, subject } from '../replica/testing/a-workplace.ts'
import { keepPicture, keptPicture } from './picture.ts'
import { isStillTrue } from './still-true.ts'

afterEach(closeAll)

const DAY = 86_400_000
const aPicture = {
  userId: 'ana',
  identity: '',
  build: '',
  isDesk: false,
  takenAt: 0,
  until: 1,
  language: 'en',
  title: '',
  rootStyle: '',
  html: '',
}

async function aPhone() {
  const { work, around, server } = await setUp([aClientFile(1, 3)])
  const name = `${around.ports.prefix}outbox`
  const outbox = await work.outbox.mark()
  const isTrue = (atMs = 0) => isStillTrue({ userId: 'ana', outbox }, name, () => around.nowMs + atMs)
  return { work, around, server, name, isTrue }
}

test('a picture holds while nothing has happened', async () => {
  const { isTrue } = await aPhone()
  expect(await isTrue()).toBe(true)
})

test('own work that came after it, and what became of it, ends it', async () => {
  const { work, server, isTrue } = await aPhone()
  server.faults.push({ path: 'push', fault: 'cut' })
  await work.entries.make('comment.written', subject, commentOf('later'))
  expect(await isTrue()).toBe(false)
  const waiting = await work.outbox.mark()
  work.wake()
  await until(settled(work))
  expect(await work.outbox.mark()).not.toBe(waiting)
})

test('whoever may not work on the device any more is shown nothing', async () => {
  const { name, isTrue } = await aPhone()
  const database = await openOutboxDatabase(name)
  await keepEnded(database, { userId: 'ana', because: 'signedOut', atMs: 0 })
  expect(await isTrue()).toBe(false)
  await forgetEnded(database, 'ana')
  database.close()
  expect(await isTrue()).toBe(true)
  expect(await isTrue(15 * DAY)).toBe(false)
})

test('a page that is written takes the picture away before', async () => {
  const { work, around, server } = await aPhone()
  keepPicture(around.ports.keep, { ...aPicture, outbox: '' })
  expect(keptPicture(around.ports.keep)).not.toBeNull()
  server.change(id(1), (file) => file)
  work.wake()
  await until(() => keptPicture(around.ports.keep) === null)
})

test('what the screen shows is told only while it is what lies on the disk', async () => {
  const { work } = await aPhone()
  let told = 0
  const tell = async () => void told++
  await work.view.whileCurrent(tell)
  expect(told).toBe(1)
  const entry = {
    kind: 'comment.written',
    v: 1,
    by: 'ana',
    subject,
    device: 'd',
    seen: { version: 0, stamp: '' },
  }
  await work.outbox.append([{ ...entry, id: id(700), at: 1, data: commentOf('not shown yet') }])
  await work.view.whileCurrent(tell)
  expect(told).toBe(1)
  await work.view.refresh()
  await work.view.whileCurrent(tell)
  expect(told).toBe(2)
})

test('an outbox has one mark for what lies in it, and another for anything else', async () => {
  const { work } = await aPhone()
  const entry = {
    kind: 'comment.written',
    v: 1,
    by: 'ana',
    subject,
    device: 'd',
    seen: { version: 0, stamp: '' },
  }
  const append = (n: number) =>
    work.outbox.append([{ ...entry, id: id(n), at: n, data: commentOf(String(n)) }])
  const markAfter = async (change: Promise<unknown>) => (await change, work.outbox.mark())
  const one = await markAfter(append(701))
  const two = await markAfter(append(702))
  expect(await markAfter(work.outbox.withdraw([id(702)]))).toBe(one)
  const other = await markAfter(append(703))
  expect(new Set([one, two, other])).toHaveProperty('size', 3)
})
