import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Settled } from '#shared/documents/document.ts'
import { type PageForm, pageAddress } from '#shared/protocol/documents.ts'
import { rowsOf } from '../db/rows.ts'
import { anOffice } from '../testing/an-office.ts'
import { aDocumentEntry } from './testing/a-document.ts'
import { aJpeg } from './testing/pictures.ts'
import { announce, hashOf, send, standsAt, upload } from './testing/up.ts'

async function aCase() {
  const office = await anOffice()
  const { company, database, documents } = office
  const ana = await office.aPerson('collector', 'Ana')
  const sam = await office.aPerson('resolver', 'Sam')
  const { clientId, itemIds } = await company.aClient({ collectorId: ana.id })
  const actionId = randomUUID()
  const opening = company.entry('action.opened', ana.id, clientId, {
    actionId,
    type: 'followUp',
    kind: 'dispute',
    name: 'Pallet 7',
    dueOn: '2026-11-30',
    ownerId: ana.id,
    resolverId: sam.id,
    reasonId: null,
    on: '2026-11-22',
    itemIds: itemIds.slice(0, 1),
    move: false,
    comment: null,
  })
  const phone = await ana.aDevice()
  await phone.push(opening)
  const desk = await sam.aDevice()
  const settledOf = async (documentId: string): Promise<Settled[]> => {
    await documents.idle()
    const [row] = await rowsOf<{ settled: Settled[] }>(
      database.db,
      sql`select settled from documents where company_id = ${company.id} and id = ${documentId}`,
    )
    return row?.settled ?? []
  }
  const read = (caller: typeof phone, documentId: string, page = 1, form: PageForm = 'thumbnail') =>
    caller.get(pageAddress(documentId, page, form))
  return { ...office, ana, sam, clientId, itemIds, actionId, phone, desk, settledOf, read }
}

it('given a photo in a case, when entry and bytes have come, then its thumbnail is read by whoever holds the case', async () => {
  const office = await aCase()
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
  const office = await aCase()
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
  const { phone, desk } = await aCase()
  const bytes = await aJpeg()
  const location = (await announce(phone, bytes)).headers.get('location') ?? ''
  expect((await send(phone, location, bytes.subarray(0, 1000))).status).toBe(204)
  expect((await standsAt(phone, location)).headers.get('upload-offset')).toBe('1000')
  expect((await standsAt(desk, location)).status).toBe(404)
  expect((await send(desk, location, bytes.subarray(1000), 1000)).status).toBe(404)
  expect((await send(phone, location, bytes.subarray(1000), 1000)).status).toBe(204)
})
