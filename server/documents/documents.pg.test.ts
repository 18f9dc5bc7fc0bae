import sharp from 'sharp'
import { expect, it } from 'vitest'
import { bucketStore } from './bucket-store.ts'
import { aCaseOfTwo } from './testing/a-case-of-two.ts'
import { aDocumentEntry } from './testing/a-document.ts'
import { fakeBucket } from './testing/fake-bucket.ts'
import { aJpeg } from './testing/pictures.ts'
import { announce, hashOf, send, standsAt, upload } from './testing/up.ts'

it('given a photo in a case, when entry and bytes have come, then its thumbnail is read by whoever holds the case', async () => {
  const office = await aCaseOfTwo()
  const { phone, desk, ana, clientId, actionId, settledOf, read } = office
  const bytes = await aJpeg(1200, 800)
  const { documentId, entry } = aDocumentEntry(office, { by: ana.id, clientId, actionId, pages: [{ bytes }] })
  await phone.push(entry)
  expect(await settledOf(documentId)).toEqual([])
  expect((await read(desk, documentId)).status).toBe(409)

  const answer = await upload(phone, bytes)
  expect([answer.status, answer.headers.get('upload-offset')]).toEqual([204, String(bytes.length)])
  expect(await settledOf(documentId)).toMatchObject([
    { hash: hashOf(bytes), state: 'notScanned', reason: null, mediaType: 'image/jpeg', bytes: bytes.length },
  ])
  const thumbnail = await read(desk, documentId)
  expect([thumbnail.status, thumbnail.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const { width, height, exif } = await sharp(await thumbnail.arrayBuffer()).metadata()
  expect([width, height, exif]).toEqual([320, 213, undefined])
})

it('given bytes that came before their entry, when the entry comes, then they are settled with it', async () => {
  const office = await aCaseOfTwo()
  const { phone, ana, clientId, actionId, settledOf, read, desk } = office
  const bytes = await aJpeg()
  await upload(phone, bytes)
  const { documentId, entry } = aDocumentEntry(office, { by: ana.id, clientId, actionId, pages: [{ bytes }] })
  await phone.push(entry)
  expect(await settledOf(documentId)).toHaveLength(1)
  const original = await read(desk, documentId, 1, 'original')
  expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
  expect(original.headers.get('content-disposition')).toMatch(/^attachment; filename="Delivery note.jpg"/)
})

it('given an upload cut off, when its author asks where it stands, then the rest is enough; nobody else finds it', async () => {
  const { phone, desk } = await aCaseOfTwo()
  const bytes = await aJpeg()
  const location = (await announce(phone, bytes)).headers.get('location') ?? ''
  expect((await send(phone, location, bytes.subarray(0, 1000))).status).toBe(204)
  expect((await standsAt(phone, location)).headers.get('upload-offset')).toBe('1000')
  expect((await standsAt(desk, location)).status).toBe(404)
  expect((await send(desk, location, bytes.subarray(1000), 1000)).status).toBe(404)
  expect((await send(phone, location, bytes.subarray(1000), 1000)).status).toBe(204)
})

it('given a bucket in place of the folder, when a photo goes up and down, then all of it is there', async () => {
  const bucket = await fakeBucket()
  const { given, desk, read, company } = await aCaseOfTwo({
    documents: { store: bucketStore(bucket.settings) },
  })
  const bytes = await aJpeg()
  const { documentId, settled } = await given(bytes)
  expect(settled?.state).toBe('notScanned')
  const place = `${company.id}/${hashOf(bytes).slice(0, 2)}/${hashOf(bytes)}`
  expect([...bucket.objects.keys()].toSorted()).toEqual([
    place,
    `${place}.display.jpg`,
    `${place}.thumbnail.jpg`,
  ])
  const original = await read(desk, documentId, 1, 'original')
  expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
  expect((await read(desk, documentId)).status).toBe(200)
  bucket.stop()
})
