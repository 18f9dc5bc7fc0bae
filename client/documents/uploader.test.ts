import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Surroundings, until } from '../replica/testing/a-phone.ts'
import { type Draft, openKeptDatabase } from './kept-database.ts'
import { KeptPages } from './kept-pages.ts'
import type { Sending, Sent } from './upload-page.ts'
import { Uploader } from './uploader.ts'

let kept: KeptPages
let uploader: Uploader
let n = 0
let have: string[] = []
let sent: string[] = []
let waitsFor: (string | null)[] = []
let send: (sending: Sending) => Promise<Sent>
let wifiOver: number | null = null

beforeEach(async () => {
  have = []
  sent = []
  waitsFor = []
  wifiOver = null
  const name = `uploader-${++n}`
  const around = new Surroundings(async () => Response.json({ have }))
  kept = new KeptPages(() => openKeptDatabase(name), 'ana')
  send = async ({ row }) => {
    sent.push(row.hash)
    return { type: 'sent' }
  }
  uploader = new Uploader({
    ports: around.ports,
    userId: 'ana',
    kept,
    waitsForWifi: (bytes) => wifiOver !== null && bytes > wifiOver,
    onProgress: () => {},
    onWaits: (next) => waitsFor.push(next),
    onChanged: async () => {},
    send: (sending) => send(sending),
  })
})
afterEach(async () => {
  uploader.stop()
  await kept.close()
})

async function added(hash: string, bytes = 1000, at = 0): Promise<void> {
  const page = { hash, mediaType: 'image/jpeg', bytes, width: 1, height: 1, name: '', hints: null }
  const draft: Draft = {
    id: `document ${hash}`,
    userId: 'ana',
    place: { clientId: 'client', actionId: null, itemIds: [] },
    name: null,
    type: 'photo',
    remark: '',
    isShownToCustomer: false,
    pages: [page],
    capturedAtMs: null,
    changedAtMs: 1,
    isOpen: false,
  }
  await kept.keepPage(draft, page, { upload: new ArrayBuffer(1), thumbnail: null })
  await kept.send(draft, at)
}
const isSent = async (hash: string) =>
  (await kept.onTheirWay()).find((row) => row.hash === hash)?.sentAtMs !== null

it('sends small ones before large ones, and what somebody wants now before all', async () => {
  await added('large', 5_000_000, 1)
  await added('small', 1000, 2)
  await added('urgent', 9_000_000, 3)
  await kept.change('document urgent/urgent', { isUrgent: true })
  void uploader.run()
  await until(() => sent.length === 3, 'all to be sent')
  expect(sent).toEqual(['urgent', 'small', 'large'])
})

it('does not send what the server has and this person may see', async () => {
  await added('known')
  await added('new')
  have = ['known']
  void uploader.run()
  await until(() => sent.length === 1, 'the new one to be sent')
  expect(sent).toEqual(['new'])
  expect(await isSent('known')).toBe(true)
})

it('asks before it sends a second time what the server has not settled for long', async () => {
  await added('h')
  void uploader.run()
  await until(() => sent.length === 1, 'the first time')
  await expect.poll(() => isSent('h')).toBe(true)
  have = ['h']
  await kept.change('document h/h', { sentAtMs: 0 })
  uploader.wake()
  const wasSentAt = async () => Number((await kept.onTheirWay())[0]?.sentAtMs)
  await expect.poll(wasSentAt).toBeGreaterThan(0)
  expect(sent).toEqual(['h'])
})

it('goes on where the server has it after a cut', async () => {
  await added('h')
  const urls: (string | null)[] = []
  send = async ({ row, onUrl }) => {
    urls.push(row.uploadUrl)
    if (urls.length > 1) return { type: 'sent' }
    onUrl('/somewhere')
    return { type: 'later', because: 'network', retryAfterMs: null }
  }
  void uploader.run()
  await until(() => urls.length === 1, 'the first attempt')
  uploader.wake()
  await until(() => urls.length === 2, 'the second attempt')
  expect(urls).toEqual([null, '/somewhere'])
})

it('begins anew where what the server had is of no use', async () => {
  await added('h')
  await kept.change('document h/h', { uploadUrl: '/expired' })
  const urls: (string | null)[] = []
  send = async ({ row }) => {
    urls.push(row.uploadUrl)
    return urls.length > 1 ? { type: 'sent' } : { type: 'begin' }
  }
  void uploader.run()
  await until(() => urls.length === 1, 'the first attempt')
  uploader.wake()
  await until(() => urls.length === 2, 'the second attempt')
  expect(urls).toEqual(['/expired', null])
})

it('what is refused is kept, and holds up nothing', async () => {
  await added('bad', 1000, 1)
  await added('good', 1000, 2)
  send = async ({ row }) => {
    sent.push(row.hash)
    return row.hash === 'bad' ? { type: 'refused', reason: 'too-large' } : { type: 'sent' }
  }
  void uploader.run()
  await until(() => sent.length === 2, 'both to be tried')
  await expect.poll(() => isSent('good')).toBe(true)
  expect((await kept.onTheirWay())[0]).toMatchObject({ hash: 'bad', refused: 'too-large', sentAtMs: null })
  expect(await kept.bytesOf('bad')).not.toBeNull()
})

it('a full server keeps the photo waiting, and says why', async () => {
  await added('h')
  send = async () => ({ type: 'later', because: 'space', retryAfterMs: 1000 })
  void uploader.run()
  await until(() => waitsFor.includes('space'), 'the reason')
  expect(await isSent('h')).toBe(false)
})

it('large files wait for Wi-Fi, unless somebody wants them now', async () => {
  wifiOver = 2000
  await added('large', 5000)
  void uploader.run()
  await until(() => waitsFor.includes('wifi'), 'the reason')
  expect(sent).toEqual([])
  await kept.change('document large/large', { isUrgent: true })
  uploader.wake()
  await until(() => sent.length === 1, 'it to be sent')
})
