import { type Document, DOCUMENT_TYPES, findDocument } from '#shared/documents/document.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { KindName } from '#shared/journal/kinds.ts'
import type { BooksKind } from './wishes.ts'
import { type Desk, type Maker, anAction, oneOf, pick, someItems, subjectOf, words } from './desk.ts'

type DocumentKind = Exclude<Extract<KindName, `document.${string}`>, BooksKind>

/** What people want of documents: photographed in cases, at items and for clients, described anew, withdrawn. */
export const DOCUMENT_WISHES: { [K in DocumentKind]: Maker<K> } = {
  'document.added': (desk) => {
    if (!desk.seen) return null
    const isInCase = desk.chance.isTrue(0.6)
    return {
      subject: subjectOf(desk.seen),
      data: {
        documentId: desk.newId(),
        actionId: isInCase ? (anAction(desk)?.id ?? null) : null,
        itemIds: !isInCase && desk.chance.isTrue(0.7) ? someItems(desk).map(({ id }) => id) : [],
        name: `${words(desk)}.jpg`,
        type: desk.chance.one(DOCUMENT_TYPES),
        remark: desk.chance.isTrue(0.3) ? words(desk) : null,
        isShownToCustomer: desk.chance.isTrue(0.3),
        pages: Array.from({ length: desk.chance.whole(1, 3) }, () => aPage(desk)),
        capturedAt: 1_790_000_000_000 + desk.chance.whole(0, 1_000_000),
      },
    }
  },

  'document.changed': (desk) => {
    const document = aDocument(desk)
    if (!desk.seen || !document) return null
    const fields = pick<DataOf<'document.changed'>['fields']>(desk.chance, [
      { name: `${words(desk)}.jpg` },
      { type: desk.chance.one(DOCUMENT_TYPES) },
      { remark: words(desk) },
      { remark: null },
      { isShownToCustomer: !document.isShownToCustomer },
    ])
    return { subject: subjectOf(desk.seen), data: { ...named(document), fields } }
  },

  'document.withdrawn': (desk) => {
    const document = aDocument(desk)
    if (!desk.seen || !document) return null
    return { subject: subjectOf(desk.seen), data: { ...named(document), reason: words(desk) } }
  },
}

/** Few hashes, so that the same picture is added twice now and then. */
function aPage({ chance }: Desk) {
  const hash = chance.whole(1, 40).toString(16).padStart(64, '0')
  return { hash, mediaType: 'image/jpeg', bytes: 400_000, width: 2_000, height: 1_500 }
}

function aDocument(desk: Desk): Document | null {
  const documents = desk.seen?.file.documents ?? []
  const there = documents.filter(({ id }) => findDocument({ documents }, id))
  return oneOf(desk, there)
}

function named({ id, actionId, itemIds }: Document) {
  return { documentId: id, actionId, itemIds }
}
