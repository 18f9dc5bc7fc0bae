import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import { idFrom } from '#shared/base/ids.ts'
import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import type { Opening } from '#shared/actions/opening.ts'
import type { DocumentType } from '#shared/documents/document.ts'
import type { Database } from '../db/open.ts'
import type { Documents } from '../documents/documents.ts'
import { beginUpload, findUpload, newUploadId } from '../documents/uploads.ts'
import { must } from '#shared/base/must.ts'
import { brokenPallet, deliveryNote, returnSlip } from './demo-pictures.ts'
import type { Deed } from './demo-story.ts'

type Bytes = { name: string; mediaType: string; bytes: Buffer; width: number | null; height: number | null }
type Told = { clientId: string; deed: Deed }
type Giving = { deed: Deed; pages: readonly Bytes[] }

const NOTE = { mediaType: 'image/jpeg', width: 1200, height: 1600 }
const PHOTO = { mediaType: 'image/jpeg', width: 1600, height: 1200 }

/** What somebody photographed or attached in a case that was opened under a name: after so many days, in a story's order. */
const PLOTS: Record<string, (number: string, client: string) => Promise<Plot>[]> = {
  'Pallet 7 missing': (number, client) => [
    plot('samir', 1, 'deliveryNote', `Delivery note ${number}.jpg`, 'Signed with a reserve, both pages', [
      deliveryNote(number, client, 1).then((bytes) => ({ ...NOTE, bytes })),
      deliveryNote(number, client, 2).then((bytes) => ({ ...NOTE, bytes })),
    ]),
    plot('samir', 1, 'photo', 'Broken pallet.jpg', null, [
      brokenPallet('Pallet 6').then((bytes) => ({ ...PHOTO, bytes })),
    ]),
  ],
  'Cold chain broken': () => [
    plot('samir', 1, 'photo', 'At the dock.jpg', 'Film torn, boxes wet', [
      brokenPallet('Frozen').then((bytes) => ({ ...PHOTO, bytes })),
    ]),
  ],
  'Credit note for returned crates': (number, client) => [
    plot('nadia', 1, 'other', `Return slip ${number}.pdf`, null, [
      returnSlip(number, client).then((bytes) => ({
        mediaType: 'application/pdf',
        width: null,
        height: null,
        bytes,
      })),
    ]),
  ],
}

type Plot = {
  by: string
  afterDays: number
  type: DocumentType
  name: string
  remark: string | null
  pages: Omit<Bytes, 'name'>[]
}

async function plot(
  by: string,
  afterDays: number,
  type: DocumentType,
  name: string,
  remark: string | null,
  pages: Promise<Omit<Bytes, 'name'>>[],
): Promise<Plot> {
  return { by, afterDays, type, name, remark, pages: await Promise.all(pages) }
}

/** Documents of the cases of a story, with the bytes of their pages. */
export async function demoDocuments(
  story: readonly Told[],
  nameOf: (clientId: string) => string,
  personIds: ReadonlyMap<string, string>,
  today: CalendarDay,
): Promise<{ clientId: string; giving: Giving }[]> {
  const found: { clientId: string; giving: Giving }[] = []
  for (const { clientId, deed } of story) {
    const opening = openedBy(deed)
    const plots =
      opening && PLOTS[opening.name]?.(`L-${deed.day.replaceAll('-', '').slice(4)}`, nameOf(clientId))
    if (!opening || !plots) continue
    for (const [at, plot] of (await Promise.all(plots)).entries()) {
      const day = addDays(deed.day, plot.afterDays)
      if (day > today) continue
      const { name, type, remark } = plot
      const pages = plot.pages.map((page) => ({ ...page, name }))
      const data = {
        documentId: idFrom(opening.actionId, `document ${at}`),
        actionId: opening.actionId,
        itemIds: [],
        name,
        type,
        remark,
        isShownToCustomer: type === 'deliveryNote',
        pages: pages.map(({ bytes, mediaType, width, height }) => ({
          hash: hashOf(bytes),
          mediaType,
          bytes: bytes.length,
          width,
          height,
        })),
        capturedAt: Date.parse(`${day}T${String(9 + at).padStart(2, '0')}:20:00Z`),
      }
      const by = personIds.get(plot.by) ?? plot.by
      found.push({
        clientId,
        giving: { deed: { day, hour: 12 + at, by, kind: 'document.added', data }, pages },
      })
    }
  }
  return found
}

/** Gives the bytes of pages as a device does; from the last byte on it is the way every upload goes. */
export async function giveBytes(
  { db }: Database,
  documents: Documents,
  giver: { companyId: string; personId: string },
  pages: readonly Bytes[],
  now: number,
): Promise<void> {
  for (const { name, mediaType, bytes } of pages) {
    const id = newUploadId()
    await beginUpload(db, id, giver, { hash: hashOf(bytes), mediaType, name, bytes: bytes.length }, now)
    await documents.folder.create(new Upload({ id, size: bytes.length, offset: 0 }))
    await documents.folder.write(Readable.from([bytes]), id, 0)
    await documents.take(must(await findUpload(db, id, now), 'the upload'))
  }
  await documents.idle()
}

function openedBy(deed: Deed): Pick<Opening, 'actionId' | 'name'> | null {
  if (deed.kind === 'action.opened') return deed.data
  return deed.kind === 'items.requalified' && deed.data.next.mode === 'open' ? deed.data.next.opening : null
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
