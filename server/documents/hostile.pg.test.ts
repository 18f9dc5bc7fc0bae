import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { IS_SHOWN } from '#shared/documents/document.ts'
import { clamd } from './scan.ts'
import { aCaseOfTwo } from './testing/a-case-of-two.ts'
import { aDocumentEntry } from './testing/a-document.ts'
import { fakeClamd } from './testing/fake-clamd.ts'
import { PAYLOAD, hostileFiles } from './testing/hostile-files.ts'
import { aJpeg } from './testing/pictures.ts'
import { announce, hashOf, standsAt, upload } from './testing/up.ts'

let scanner: Awaited<ReturnType<typeof fakeClamd>>
beforeAll(async () => void (scanner = await fakeClamd({ streamMaxBytes: 3 * 1024 * 1024 })))
afterAll(() => scanner.stop())

it('given files sent to do harm, when they have come, then each is refused with its reason or made harmless, and none is served raw', async () => {
  const office = await aCaseOfTwo({ documents: { scan: clamd(scanner.place) } })
  const { phone, desk, ana, clientId, actionId, settledOf, read } = office
  const files = await hostileFiles()
  expect(files.length).toBeGreaterThanOrEqual(40)
  for (const { what, bytes, says } of files)
    expect((await upload(phone, bytes, { mediaType: says, name: 'x.csv' })).status, what).toBe(204)
  const { documentId, entry } = aDocumentEntry(office, {
    by: ana.id,
    clientId,
    actionId,
    pages: files.map(({ bytes, says }) => ({ bytes, mediaType: says })),
  })
  await phone.push(entry)
  const settled = new Map((await settledOf(documentId)).map((one) => [one.hash, one]))

  for (const [at, { what, bytes, ends }] of files.entries()) {
    const { state, reason, mediaType } = settled.get(hashOf(bytes)) ?? {}
    const thumbnail = await read(desk, documentId, at + 1, 'thumbnail')
    const display = await read(desk, documentId, at + 1, 'display')
    const original = await read(desk, documentId, at + 1, 'original')
    const statuses = [thumbnail, display, original].map((answer) => answer.status)
    if ('reason' in ends) {
      expect({ state, reason }, what).toEqual(ends)
      expect(IS_SHOWN[ends.state]).toBe(false)
      expect(statuses, what).toEqual([409, 409, 409])
      continue
    }
    expect({ state, reason, mediaType }, what).toEqual({ state: 'clean', reason: null, mediaType: ends.as })
    expect(statuses, what).toEqual(ends.shows === 'picture' ? [200, 200, 200] : [404, 404, 200])
    expect(original.headers.get('content-disposition'), what).toMatch(/^attachment; /)
    expect(original.headers.get('x-content-type-options')).toBe('nosniff')
    expect(original.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(Buffer.from(await original.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
    if (ends.shows !== 'picture') continue
    for (const answer of [thumbnail, display]) {
      const shown = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get('content-type')).toBe('image/jpeg')
      const { format, space, hasAlpha, pages, exif, xmp, comments } = await sharp(shown).metadata()
      expect({ format, space, hasAlpha, pages, exif, xmp, comments }, what).toEqual({
        format: 'jpeg',
        space: 'srgb',
        hasAlpha: false,
      })
      expect(shown.includes(PAYLOAD), what).toBe(false)
    }
  }
})

it('given nothing, too much, or other bytes than announced, when they are sent, then none is taken, with the reason', async () => {
  const { phone } = await aCaseOfTwo()
  const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
  expect(await codeOf(await announce(phone, new Uint8Array()))).toEqual([400, 'malformed'])
  const over = { length: 50 * 1024 * 1024 + 1 }
  expect(await codeOf(await announce(phone, new Uint8Array(1), over))).toEqual([413, 'too-large'])
  expect(await codeOf(await announce(phone, new Uint8Array(1), { hash: 'no hash' }))).toEqual([
    400,
    'malformed',
  ])
  const bytes = await aJpeg()
  expect(await codeOf(await upload(phone, bytes, { hash: 'a'.repeat(64) }))).toEqual([422, 'wrong-content'])
  const begun = await announce(phone, bytes)
  const location = begun.headers.get('location') ?? ''
  const more = await phone.ask(location, {
    method: 'PATCH',
    headers: {
      'tus-resumable': '1.0.0',
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    },
    body: new Uint8Array(bytes.length + 1),
  })
  expect(more.ok).toBe(false)
  expect((await standsAt(phone, location)).status).toBe(200)
})

it('given names of paths, turned reading order and control characters, when the page is downloaded, then its name is plain', async () => {
  const office = await aCaseOfTwo()
  const { phone, desk, ana, clientId, actionId, settledOf, read } = office
  const bytes = await aJpeg()
  await upload(phone, bytes)
  const names: [given: string, downloaded: string][] = [
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Windows\\system32\\note.exe', 'note.jpg'],
    ['invoice\u202egpj.exe', 'invoicegpj.jpg'],
    ['a\r\nSet-Cookie: x=1', 'a Set-Cookie_ x=1.jpg'],
    ['"; filename="x.html', '_; filename=_x.jpg'],
    ['Lieferschein Müller', 'Lieferschein Müller.jpg'],
  ]
  for (const [name, downloaded] of names) {
    const { documentId, entry } = aDocumentEntry(office, {
      by: ana.id,
      clientId,
      actionId,
      pages: [{ bytes }],
      name,
    })
    await phone.push(entry)
    expect(await settledOf(documentId), name).toHaveLength(1)
    const disposition = (await read(desk, documentId, 1, 'original')).headers.get('content-disposition') ?? ''
    const [, encoded = ''] = disposition.split("filename*=UTF-8''")
    expect(decodeURIComponent(encoded)).toBe(downloaded)
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; /)
  }
})
