import { handlingOf } from '#shared/documents/allowed-types.ts'
import { type Document, IS_SHOWN, type Page, settledOf } from '#shared/documents/document.ts'
import { type PageForm, pageAddress } from '#shared/protocol/documents.ts'
import type { Ports } from '../session/ports.ts'
import { countData } from '../tabs/data-cost.ts'
import type { DocumentsWork } from './documents-work.ts'
import { headersOf } from './headers-of.ts'
import { isPicture } from './page-type.ts'

/**
 * A page as it can be shown here. `onItsWay`: another device still has it. `keptApart`: the server does not hand it out.
 * `notHere`: it would have to be fetched, and cannot be now.
 */
export type PageBytes =
  | { type: 'here'; blob: Blob }
  | { type: 'onItsWay' }
  | { type: 'keptApart' }
  | { type: 'notHere' }
  | { type: 'failed' }

/** How a page can be looked at, by what its content is, or what its device said while it is on its way. */
export function shownAs(document: Document, page: Page): 'picture' | 'pdf' | 'text' | 'download' {
  const handling = handlingOf(settledOf(document, page.hash)?.mediaType ?? page.mediaType)
  if (handling === 'image') return 'picture'
  return handling === 'pdf' || handling === 'text' ? handling : 'download'
}

/** The page of one's own device first, then a copy, then the server. */
export async function pageBytes(
  work: DocumentsWork,
  ports: Ports,
  document: Document,
  at: number,
  form: PageForm,
  isPinned = false,
): Promise<PageBytes> {
  const page = document.pages[at]
  if (!page) return { type: 'failed' }
  const own = await ownBytes(work, page, form)
  if (own) return { type: 'here', blob: own }
  const copy = isPinned ? null : await work.seen.find(document.id, page.hash, form).catch(() => null)
  if (copy) return { type: 'here', blob: new Blob([copy.bytes], { type: copy.mediaType }) }
  const settled = settledOf(document, page.hash)
  if (!settled) return { type: 'onItsWay' }
  if (!IS_SHOWN[settled.state]) return { type: 'keptApart' }
  try {
    const answer = await ports.fetch(pageAddress(document.id, at + 1, form), {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: headersOf(work.userId),
    })
    if (!answer.ok) return { type: answer.status >= 500 || answer.status === 401 ? 'notHere' : 'failed' }
    const bytes = await answer.arrayBuffer()
    countData(ports, { sent: 0, received: bytes.byteLength })
    const mediaType = form === 'original' ? settled.mediaType : 'image/jpeg'
    const { id: documentId, clientId } = document
    await work.seen
      .keep({ documentId, clientId, hash: page.hash, form, bytes, mediaType, isPinned })
      // Seen all the same; without room it is had again from the server.
      .catch(() => undefined)
    return { type: 'here', blob: new Blob([bytes], { type: mediaType }) }
  } catch {
    return { type: 'notHere' }
  }
}

async function ownBytes(work: DocumentsWork, page: Page, form: PageForm): Promise<Blob | null> {
  const { isRead, onTheirWay } = work.held.value
  // Asked for each of a long list: most are nobody's own any more.
  if (isRead && !onTheirWay.some(({ hash }) => hash === page.hash)) return null
  const kept = await work.kept.bytesOf(page.hash).catch(() => null)
  if (!kept) return null
  if (form === 'original') return new Blob([kept.upload], { type: page.mediaType })
  if (form === 'thumbnail') return kept.thumbnail ? new Blob([kept.thumbnail], { type: 'image/jpeg' }) : null
  return isPicture(page.mediaType) ? new Blob([kept.upload], { type: page.mediaType }) : null
}
