import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Settled } from '#shared/documents/document.ts'
import type { Role } from '#shared/people/person.ts'
import { type PageForm, pageAddress } from '#shared/protocol/documents.ts'
import { rowsOf } from '../../db/rows.ts'
import { anOffice } from '../../testing/an-office.ts'
import { aDocumentEntry } from './a-document.ts'
import { type Announced, upload } from './up.ts'

type Options = Parameters<typeof anOffice>[0]

/** An office where Ana collects a client and Sam resolves one case of it, each on a device; Tom collects elsewhere. */
export async function aCaseOfTwo(options: Options = {}) {
  const office = await anOffice(options)
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
  /** Adds a document of these bytes to the case, by Ana unless told otherwise, and settles it. */
  const given = async (bytes: Uint8Array, announced: Announced = {}) => {
    const mediaType = announced.mediaType ?? 'image/jpeg'
    const { documentId, entry } = aDocumentEntry(office, {
      by: ana.id,
      clientId,
      actionId,
      pages: [{ bytes, mediaType }],
    })
    await phone.push(entry)
    const answer = await upload(phone, bytes, announced)
    const [settled] = await settledOf(documentId)
    return { documentId, answer, settled }
  }
  const somebody = async (role: Role) => {
    const person = await office.aPerson(role, role)
    return { person, device: await person.aDevice() }
  }
  return { ...office, ana, sam, clientId, itemIds, actionId, phone, desk, settledOf, read, given, somebody }
}
