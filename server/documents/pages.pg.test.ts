import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { linksAnswerSchema } from '#shared/protocol/documents.ts'
import { aCaseOfTwo } from './testing/a-case-of-two.ts'
import { aDocumentEntry } from './testing/a-document.ts'
import { aJpeg } from './testing/pictures.ts'
import { hashOf, upload } from './testing/up.ts'

const FORMS = ['thumbnail', 'display', 'original'] as const

it('given a settled page, when it is read, then no browser runs, sniffs or keeps it', async () => {
  const { given, desk, read } = await aCaseOfTwo()
  const { documentId } = await given(await aJpeg())
  for (const form of FORMS) {
    const answer = await read(desk, documentId, 1, form)
    expect(answer.status).toBe(200)
    const headers = Object.fromEntries(answer.headers)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['content-disposition']).toMatch(form === 'original' ? /^attachment; / : /^inline; /)
    expect((await answer.arrayBuffer()).byteLength).toBe(Number(headers['content-length']))
  }
})

it('given a document of a case, when others guess its address, then to them there is none; who runs the company reads it', async () => {
  const { given, phone, desk, read, somebody } = await aCaseOfTwo()
  const { documentId } = await given(await aJpeg())
  const tom = await somebody('collector')
  const rita = await somebody('resolver')
  const claire = await somebody('administrator')
  const statuses = async (caller: typeof phone, id = documentId, page = 1) =>
    Promise.all(FORMS.map(async (form) => (await read(caller, id, page, form)).status))
  expect(await statuses(phone)).toEqual([200, 200, 200])
  expect(await statuses(desk)).toEqual([200, 200, 200])
  expect(await statuses(claire.device)).toEqual([200, 200, 200])
  for (const { device } of [tom, rita]) expect(await statuses(device)).toEqual([404, 404, 404])
  expect(await statuses(phone, randomUUID())).toEqual([404, 404, 404])
  expect(await statuses(phone, documentId, 2)).toEqual([404, 404, 404])
  expect((await phone.get(`/api/documents/${documentId}/pages/1/raw`)).status).toBe(404)
  expect((await phone.get(`/api/documents/x'--/pages/1/display`)).status).toBe(404)
  expect((await phone.get(`/api/documents/${documentId}/pages/1.5/display`)).status).toBe(404)
  const stranger = { cookie: '' }
  const answer = await phone.ask(`/api/documents/${documentId}/pages/1/display`, { headers: stranger })
  expect(answer.status).toBe(401)
})

it('given a case taken from somebody, when they ask for its pages again, also by a link of before, then there are none', async () => {
  const { given, phone, desk, read, company, ana, clientId, actionId } = await aCaseOfTwo()
  const { documentId } = await given(await aJpeg())
  const asked = { pages: [{ documentId, page: 1, form: 'display' as const }] }
  const answer = await desk.post('/api/documents/links', asked)
  const { links } = z.parse(linksAnswerSchema, await answer.json())
  const link = links[0] ?? ''
  expect((await desk.ask(link, { headers: { cookie: '' } })).status).toBe(200)

  const taken = company.entry('action.changed', ana.id, clientId, {
    actionId,
    fields: { resolverId: null },
    comment: null,
  })
  await phone.push(taken)
  expect((await read(desk, documentId)).status).toBe(404)
  expect((await desk.ask(link, { headers: { cookie: '' } })).status).toBe(404)
})

it('given a link, when it is changed, taken to another page, or ten minutes old, then it opens nothing', async () => {
  const { given, desk, clock } = await aCaseOfTwo()
  const { documentId } = await given(await aJpeg())
  const pages = (['display', 'original'] as const).map((form) => ({ documentId, page: 1, form }))
  const unknown = { documentId: randomUUID(), page: 1, form: 'display' as const }
  const answer = await desk.post('/api/documents/links', { pages: [...pages, unknown] })
  const { links, until } = z.parse(linksAnswerSchema, await answer.json())
  const [display = '', original = '', none] = links
  expect(none).toBeNull()
  const status = async (link: string | null) =>
    (await desk.ask(link ?? '', { headers: { cookie: '' } })).status
  expect(await status(original)).toBe(200)
  const query = new URL(display ?? '', 'http://x').search
  expect(await status((original ?? '').replace(/\?.*/, query))).toBe(401)
  expect(await status((display ?? '').replace(`until=${until}`, `until=${until + 1}`))).toBe(401)
  expect(await status((display ?? '').replace(/person=[^&]+/, 'person=somebody'))).toBe(401)
  clock.now = until + 1
  expect(await status(display)).toBe(401)
})

it('given documents of items and of the client, when Sam reads them, then only those of items in his case', async () => {
  const office = await aCaseOfTwo()
  const { phone, desk, ana, clientId, itemIds, settledOf, read } = office
  const bytes = await aJpeg()
  await upload(phone, bytes)
  const of = async (belongsTo: { itemIds?: string[] }) => {
    const made = aDocumentEntry(office, { by: ana.id, clientId, pages: [{ bytes }], ...belongsTo })
    await phone.push(made.entry)
    expect(await settledOf(made.documentId)).toHaveLength(1)
    return made.documentId
  }
  const [inCase = '', elsewhere = ''] = itemIds
  const ids = [
    await of({ itemIds: [inCase] }),
    await of({ itemIds: [inCase, elsewhere] }),
    await of({ itemIds: [elsewhere] }),
    await of({}),
  ]
  expect(await Promise.all(ids.map(async (id) => (await read(desk, id)).status))).toEqual([
    200, 200, 404, 404,
  ])
  expect(await Promise.all(ids.map(async (id) => (await read(phone, id)).status))).toEqual([
    200, 200, 200, 200,
  ])
})

it('given photos turned by the camera in each of the eight ways, when they are shown, then upright and without its notes', async () => {
  const { given, desk, read } = await aCaseOfTwo()
  const half = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0000ff' } })
    .png()
    .toBuffer()
  for (let orientation = 1; orientation <= 8; orientation++) {
    const bytes = await sharp({ create: { width: 120, height: 40, channels: 3, background: '#ff0000' } })
      .composite([{ input: half, left: 0, top: 0 }])
      .withExif({ IFD3: { GPSLatitude: '48/1 51/1 0/1' } })
      .withMetadata({ orientation })
      .jpeg()
      .toBuffer()
    const { documentId, settled } = await given(bytes)
    expect(settled?.state).toBe('notScanned')
    const shown = Buffer.from(await (await read(desk, documentId, 1, 'display')).arrayBuffer())
    const { width, height, exif, orientation: left } = await sharp(shown).metadata()
    expect([width, height], `orientation ${orientation}`).toEqual(orientation < 5 ? [120, 40] : [40, 120])
    expect([exif, left]).toEqual([undefined, undefined])
    const upright = await sharp(await sharp(bytes).autoOrient().toBuffer())
      .raw()
      .toBuffer()
    const [r = 0, , b = 0] = await sharp(shown).raw().toBuffer()
    expect(b > r).toBe((upright[2] ?? 0) > (upright[0] ?? 0))
  }
})

it('given the same photo from two phones, then it is one object with two references; who only knows its hash gets nothing', async () => {
  const office = await aCaseOfTwo()
  const { given, desk, sam, company, settledOf, read, somebody } = office
  const bytes = await aJpeg()
  const hash = hashOf(bytes)
  await given(bytes)
  const tom = await somebody('collector')
  const other = await company.aClient({ collectorId: tom.person.id })
  const theirs = aDocumentEntry(office, {
    by: tom.person.id,
    clientId: other.clientId,
    pages: [{ bytes }],
  })
  await tom.device.push(theirs.entry)
  const have = async (caller: typeof desk, ...hashes: string[]) =>
    (await (await caller.post('/api/documents/have', { hashes })).json()) as { have: string[] }
  // Tom refers to the bytes by their hash alone: nothing says that they are here, and he reads nothing.
  expect(await have(tom.device, hash)).toEqual({ have: [] })
  expect(await settledOf(theirs.documentId)).toEqual([])
  expect((await read(tom.device, theirs.documentId)).status).toBe(409)
  // Sam sees them in his case, and need not send them.
  const again = aDocumentEntry(office, {
    by: sam.id,
    clientId: office.clientId,
    actionId: office.actionId,
    pages: [{ bytes }],
  })
  await desk.push(again.entry)
  expect(await have(desk, hash, 'f'.repeat(64))).toEqual({ have: [hash] })
  expect(await settledOf(again.documentId)).toHaveLength(1)
  // Tom gives them himself.
  expect((await upload(tom.device, bytes)).status).toBe(204)
  expect(await settledOf(theirs.documentId)).toHaveLength(1)
  expect((await read(tom.device, theirs.documentId)).status).toBe(200)
})
