import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, expect, it, vi } from 'vitest'
import { signedUpload } from '#shared/protocol/documents.ts'
import { DEVICE_HEADER, PERSON_HEADER, SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import { rowsOf } from '../db/rows.ts'
import type { anOffice } from '../testing/an-office.ts'
import { clamd } from './scan.ts'
import { UNKNOWN_KEPT_MS, UNSPOKEN_KEPT_MS } from './sweep.ts'
import { keyOf } from './store.ts'
import { aCaseOfTwo } from './testing/a-case-of-two.ts'
import { aDocumentEntry } from './testing/a-document.ts'
import { fakeClamd } from './testing/fake-clamd.ts'
import { aJpeg } from './testing/pictures.ts'
import { announce, hashOf, send, standsAt, upload } from './testing/up.ts'
import { UPLOAD_LASTS_MS, UploadFolder } from './uploads.ts'

afterEach(() => vi.restoreAllMocks())

const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]
type Office = Awaited<ReturnType<typeof anOffice>>

const isKept = async ({ documents, company }: Office, bytes: Uint8Array) =>
  (await documents.store.read(keyOf(company.id, hashOf(bytes)))) !== undefined

it('given an upload not finished in 48 hours, then it is gone with its bytes, and the device begins anew', async () => {
  const { phone, documents, clock, settings } = await aCaseOfTwo()
  const bytes = await aJpeg()
  const location = (await announce(phone, bytes)).headers.get('location') ?? ''
  await send(phone, location, bytes.subarray(0, 500))
  clock.now += UPLOAD_LASTS_MS - 1000
  await documents.sweep()
  expect((await standsAt(phone, location)).headers.get('upload-offset')).toBe('500')
  clock.now += 2000
  expect((await standsAt(phone, location)).status).toBe(404)
  expect((await send(phone, location, bytes.subarray(500), 500)).status).toBe(404)
  await documents.sweep()
  expect(await readdir(join(settings.dataDir, 'document-uploads'))).toEqual([])
  expect((await upload(phone, bytes)).status).toBe(204)
})

it('given bytes nobody speaks of, when fifteen days have passed, then they are swept; what an entry speaks of stays for ever', async () => {
  const office = await aCaseOfTwo()
  const { phone, ana, documents, clock, clientId, actionId, company, database } = office
  const [loose, spoken, undone] = [await aJpeg(50, 50), await aJpeg(51, 50), await aJpeg(52, 50)]
  await upload(phone, loose)
  for (const bytes of [spoken, undone]) {
    const { entry } = aDocumentEntry(office, { by: ana.id, clientId, actionId, pages: [{ bytes }] })
    await upload(phone, bytes)
    await phone.push(entry)
    if (bytes === undone)
      await phone.push(
        company.entry('entry.undone', ana.id, clientId, {
          entryId: entry.id,
          actionIds: [actionId],
          itemIds: [],
        }),
      )
  }
  await documents.idle()
  clock.now += UNSPOKEN_KEPT_MS - 60_000
  await documents.sweep()
  expect(await isKept(office, loose)).toBe(true)
  clock.now += 120_000
  await documents.sweep()
  expect(await Promise.all([loose, spoken, undone].map((bytes) => isKept(office, bytes)))).toEqual([
    false,
    true,
    true,
  ])
  clock.now += 400 * 86_400_000
  await documents.sweep()
  expect(await Promise.all([spoken, undone].map((bytes) => isKept(office, bytes)))).toEqual([true, true])
  const kept: string[] = []
  for await (const { key } of documents.store.list(company.id)) kept.push(key)
  expect(kept).toHaveLength(6)
  const rows = await rowsOf(
    database.db,
    sql`select hash from document_objects where company_id = ${company.id}`,
  )
  expect(rows).toHaveLength(2)
})

it('given bytes the database does not know, as after a backup put back, when their document comes again, then they are found', async () => {
  const office = await aCaseOfTwo()
  const { phone, ana, documents, clientId, actionId, company, database, settledOf, clock } = office
  const [found, lost] = [await aJpeg(60, 50), await aJpeg(61, 50)]
  for (const bytes of [found, lost]) await upload(phone, bytes)
  await documents.idle()
  for (const table of ['document_objects', 'document_givers'])
    await database.db.execute(sql`delete from ${sql.identifier(table)} where company_id = ${company.id}`)
  const { documentId, entry } = aDocumentEntry(office, {
    by: ana.id,
    clientId,
    actionId,
    pages: [{ bytes: found }],
  })
  await phone.push(entry)
  await documents.sweep()
  expect(await settledOf(documentId)).toHaveLength(1)
  clock.now += UNKNOWN_KEPT_MS + 60_000
  await documents.sweep()
  expect([await isKept(office, found), await isKept(office, lost)]).toEqual([true, false])
})

it('given a person switched off, when their device gives bytes under its own key, then they wait with the entry for an administrator', async () => {
  const office = await aCaseOfTwo()
  const { phone, ana, documents, clientId, actionId, company, settledOf, somebody, read } = office
  const claire = await somebody('administrator')
  const bytes = await aJpeg()
  const named = { hash: hashOf(bytes), bytes: bytes.length }
  const signature = await phone.signText(signedUpload(ana.id, named))
  const signed = {
    cookie: '',
    [PERSON_HEADER]: ana.id,
    [DEVICE_HEADER]: phone.device,
    [SIGNATURE_HEADER]: signature,
  }
  expect(await codeOf(await announce(phone, bytes, {}, signed))).toEqual([409, 'still-at-work'])
  const off = company.entry('person.deactivated', claire.person.id, null, {
    personId: ana.id,
    successorId: null,
  })
  expect((await claire.device.push(off)).status).toBe(200)

  const other = await aJpeg(30, 30)
  expect(await codeOf(await announce(phone, other, {}, signed))).toEqual([403, 'forbidden'])
  const strange = { ...signed, [SIGNATURE_HEADER]: await claire.device.signText(signedUpload(ana.id, named)) }
  expect(await codeOf(await announce(phone, bytes, {}, strange))).toEqual([403, 'forbidden'])
  const begun = await announce(phone, bytes, {}, signed)
  const location = begun.headers.get('location') ?? ''
  expect((await standsAt(phone, location)).status).toBe(403)
  expect((await send(phone, location, bytes.subarray(0, 900), 0, signed)).status).toBe(204)
  expect((await standsAt(phone, location, signed)).headers.get('upload-offset')).toBe('900')
  expect((await send(phone, location, bytes.subarray(900), 900, signed)).status).toBe(204)

  const { documentId, entry } = aDocumentEntry(office, { by: ana.id, clientId, actionId, pages: [{ bytes }] })
  expect((await phone.handOver([entry])).status).toBe(200)
  office.clock.now += 40 * 86_400_000
  await documents.sweep()
  expect(await isKept(office, bytes)).toBe(true)
  expect((await read(claire.device, documentId)).status).toBe(404)
  await claire.device.signInAgain()
  const adopted = await claire.device.post('/api/quarantine/adopt', { entryIds: [entry.id] })
  expect(adopted.status).toBe(200)
  expect(await settledOf(documentId)).toMatchObject([{ state: 'notScanned' }])
  expect((await read(claire.device, documentId)).status).toBe(200)
})

it('given what a person or a company may keep, when it is used up, then nothing more is taken; nor where the disk is nearly full', async () => {
  const bytes = await aJpeg()
  const documents = {
    bucket: undefined,
    clamd: undefined,
    personBytes: bytes.length * 1.5,
    companyBytes: 1e9,
  }
  const { phone, desk } = await aCaseOfTwo({ settings: { documents } })
  expect((await upload(phone, bytes)).status).toBe(204)
  const more = Buffer.concat([bytes, Buffer.alloc(1)])
  expect(await codeOf(await announce(phone, more))).toEqual([507, 'quota-used-up'])
  const room = vi.spyOn(UploadFolder.prototype, 'room').mockResolvedValue(1000)
  const answer = await announce(desk, bytes)
  expect(answer.headers.get('retry-after')).toBe('600')
  expect(await codeOf(answer)).toEqual([507, 'storage-full'])
  room.mockRestore()
  expect((await announce(desk, bytes)).status).toBe(201)
})

it('given bytes that still wait for the scanner, then who gave them need not send them again, unless they are lost here', async () => {
  const scanner = await fakeClamd()
  const office = await aCaseOfTwo({ documents: { scan: clamd(scanner.place, 200) } })
  const { given, phone, desk, documents, company } = office
  scanner.state.mood = 'hangs up'
  const bytes = await aJpeg()
  const hash = hashOf(bytes)
  const have = async (caller: typeof desk): Promise<unknown> =>
    (await caller.post('/api/documents/have', { hashes: [hash] })).json()
  expect(await have(phone)).toEqual({ have: [] })
  expect((await given(bytes)).settled).toBeUndefined()
  expect(await have(phone)).toEqual({ have: [hash] })
  expect(await have(desk)).toEqual({ have: [] })
  await documents.store.remove(keyOf(company.id, hash))
  expect(await have(phone)).toEqual({ have: [] })
  scanner.stop()
})

it('given a scanner that is silent or hangs up, then nothing is served, the rest goes on, and when it is well again, all is told', async () => {
  const scanner = await fakeClamd()
  const office = await aCaseOfTwo({ documents: { scan: clamd(scanner.place, 200) } })
  const { given, read, desk, settledOf, documents, clock, database, company } = office
  scanner.state.mood = 'hangs up'
  const first = await given(await aJpeg())
  scanner.state.mood = 'silent'
  const second = await given(await aJpeg(300, 300))
  expect([first.settled, second.settled]).toEqual([undefined, undefined])
  expect((await read(desk, first.documentId)).status).toBe(409)
  const states = await rowsOf(
    database.db,
    sql`select distinct state from document_objects where company_id = ${company.id}`,
  )
  expect(states).toEqual([{ state: 'scanning' }])
  scanner.state.mood = 'well'
  await documents.catchUp()
  expect(await settledOf(first.documentId)).toEqual([])
  clock.now += 60_000
  await documents.catchUp()
  for (const { documentId } of [first, second])
    expect(await settledOf(documentId)).toMatchObject([{ state: 'clean' }])
  scanner.stop()
})

it('given bytes the scanner would not read, or from before there was one, when it is asked again, then the documents say what it says now', async () => {
  const scanner = await fakeClamd({ streamMaxBytes: 100 })
  const small = await fakeClamd()
  let place = scanner.place
  const office = await aCaseOfTwo({ documents: { scan: (path) => clamd(place, 200)(path) } })
  const { given, read, desk, settledOf, documents, clock, database } = office
  const one = await given(await aJpeg())
  expect(await settledOf(one.documentId)).toMatchObject([{ state: 'cannotBeScanned' }])
  expect((await read(desk, one.documentId)).status).toBe(409)
  const two = await given(await aJpeg(300, 300))
  await database.db.execute(
    sql`update document_objects set state = 'notScanned'
        where hash = (select pages->0->>'hash' from documents where id = ${two.documentId})`,
  )
  place = small.place
  await documents.sweep()
  await documents.idle()
  expect(await settledOf(one.documentId)).toMatchObject([{ state: 'cannotBeScanned' }])
  expect(await settledOf(two.documentId)).toMatchObject([{ state: 'clean' }])
  clock.now += 25 * 3_600_000
  await documents.sweep()
  await documents.idle()
  expect(await settledOf(one.documentId)).toMatchObject([{ state: 'clean' }])
  expect((await read(desk, one.documentId)).status).toBe(200)
  for (const { stop } of [scanner, small]) stop()
})

it('given a server that died with the last byte, when it starts again or is asked, then the upload is taken', async () => {
  const office = await aCaseOfTwo()
  const { phone, documents } = office
  const take = vi.spyOn(documents, 'take').mockRejectedValue(new Error('killed'))
  const [one, two] = [await aJpeg(70, 50), await aJpeg(71, 50)]
  const locations: string[] = []
  for (const bytes of [one, two]) {
    const location = (await announce(phone, bytes)).headers.get('location') ?? ''
    locations.push(location)
    expect((await send(phone, location, bytes)).status).toBe(500)
  }
  take.mockRestore()
  const stands = await standsAt(phone, locations[0] ?? '')
  expect([stands.status, stands.headers.get('upload-offset')]).toEqual([200, String(one.length)])
  expect([await isKept(office, one), await isKept(office, two)]).toEqual([true, false])
  await documents.catchUp()
  expect(await isKept(office, two)).toBe(true)
})

it('given a disk that is full in the middle of an upload, then it is told, what came stays, and it goes on when there is room', async () => {
  const { phone, settings } = await aCaseOfTwo()
  const bytes = await aJpeg()
  const location = (await announce(phone, bytes)).headers.get('location') ?? ''
  await send(phone, location, bytes.subarray(0, 700))
  const place = join(settings.dataDir, 'document-uploads', location.split('/').at(-1) ?? '')
  vi.spyOn(UploadFolder.prototype, 'pathOf').mockReturnValueOnce('/dev/full')
  const answer = await send(phone, location, bytes.subarray(700), 700)
  expect(await codeOf(answer)).toEqual([507, 'storage-full'])
  expect((await stat(place)).size).toBe(700)
  expect((await send(phone, location, bytes.subarray(700), 700)).status).toBe(204)
})

it('given a device that did not hear the last answer, when it asks where the upload stands, then all is there and nothing is sent twice', async () => {
  const { phone, documents, clock } = await aCaseOfTwo()
  const bytes = await aJpeg()
  const location = (await announce(phone, bytes)).headers.get('location') ?? ''
  await send(phone, location, bytes)
  const stands = await standsAt(phone, location)
  const { status, headers } = stands
  expect([
    status,
    headers.get('upload-offset'),
    headers.get('upload-length'),
    headers.get('tus-resumable'),
  ]).toEqual([200, String(bytes.length), String(bytes.length), '1.0.0'])
  expect((await send(phone, location, bytes.subarray(5), 5)).status).toBe(409)
  clock.now += UPLOAD_LASTS_MS + 1000
  await documents.sweep()
  expect((await standsAt(phone, location)).status).toBe(404)
})
