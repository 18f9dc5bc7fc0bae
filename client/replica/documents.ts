import {
  type BulkWriteRow,
  type RxCollection,
  type RxDocumentData,
  getDefaultRevision,
  getDefaultRxDocumentMeta,
  normalizeMangoQuery,
  prepareQuery,
} from 'rxdb'
import { documentOf, textOf } from './document-text.ts'

/** Documents as they were read, by id. */
export type Found<Document> = ReadonlyMap<string, Document>

/** A document as it lies in the storage: its contents as one text. */
export type Stored = { id: string; text: string }

/**
 * Documents straight from and to the storage of a collection. RxDB's query cache is passed by: it learns of another
 * tab's writes later than our own message does, and would answer with what was. Their contents are one text to the
 * storage: it asks for them by id alone, and a text is copied at once where a tree of thousands of small objects would
 * be walked several times on its way to the disk.
 */
export type Documents<Document extends { id: string }> = {
  all: () => Promise<Document[]>
  byIds: (ids: readonly string[]) => Promise<Found<Document>>
  /**
   * Puts whole documents in place of those with their ids, or adds them. Resolves when the storage has them. `there`, as
   * read before, saves a second write of those: a document is replaced only by who names the one in its place.
   */
  put: (documents: readonly Document[], there?: Found<Document>) => Promise<void>
  /** Takes documents away, contents too. */
  remove: (ids: readonly string[]) => Promise<void>
  /** Lets go of the empty marks that removing leaves behind. */
  tidy: () => Promise<void>
}

/** Documents read last that are kept as they were read: a long file, its parts, and some more. */
const KEPT = 48

export function documentsOf<Document extends { id: string }>(
  collection: () => RxCollection<Stored>,
  upgrade: (contents: unknown) => unknown = (contents) => contents,
): Documents<Document> {
  const storage = () => collection().storageInstance
  /** What a document was read from: whoever replaces one names it. */
  const origins = new WeakMap<Document, RxDocumentData<Stored>>()
  const recent = new Map<string, { text: string; document: Document }>()
  const everything = () => prepareQuery<Stored>(storage().schema, normalizeMangoQuery(storage().schema, {}))

  async function write(rows: BulkWriteRow<Stored>[]) {
    return rows.length === 0 ? [] : (await storage().bulkWrite(rows, 'replica')).error
  }

  function read(stored: RxDocumentData<Stored>): Document {
    const document = contentsOf<Document>(stored, upgrade)
    origins.set(document, stored)
    return document
  }

  /** Who writes a page and who shows it have the same long file, of which little has changed: no part is parsed twice. */
  function readAgain(stored: RxDocumentData<Stored>): Document {
    const known = recent.get(stored.id)
    const document = known?.text === stored.text ? known.document : read(stored)
    origins.set(document, stored)
    remember(document, stored.text)
    return document
  }

  function remember(document: Document, text: string): void {
    recent.delete(document.id)
    recent.set(document.id, { text, document })
    for (const id of recent.keys()) if (recent.size > KEPT) recent.delete(id)
  }

  function written({ id, text }: Stored, isDeleted: boolean) {
    return {
      id,
      text,
      _deleted: isDeleted,
      _attachments: {},
      _meta: getDefaultRxDocumentMeta(),
      _rev: getDefaultRevision(),
    }
  }

  function complain(errors: { documentId: string; status: number }[]): void {
    const [first] = errors
    if (first) throw new Error(`the replica refused ${first.documentId} (${first.status})`)
  }

  return {
    async all() {
      const { documents } = await storage().query(everything())
      return documents.filter(({ _deleted }) => !_deleted).map(read)
    },
    async byIds(ids) {
      if (ids.length === 0) return new Map()
      const found = await storage().findDocumentsById([...ids], false)
      const readOne = found.length > KEPT ? read : readAgain
      return new Map(found.map((stored) => [stored.id, readOne(stored)]))
    },
    async put(documents, there) {
      // Most are new in a first sync, and adding needs no reading; the others answer with what is there.
      const told = documents.map((document) => ({ document, text: textOf(document) }))
      const errors = await write(
        told.map(({ document: { id }, text }) => {
          const known = there?.get(id)
          const previous = known && origins.get(known)
          const row = { document: written({ id, text }, false) }
          return previous ? { ...row, previous } : row
        }),
      )
      const others = errors.flatMap((error) =>
        error.status === 409 && error.documentInDb
          ? [{ previous: error.documentInDb, document: error.writeRow.document }]
          : [],
      )
      complain(errors.filter(({ status }) => status !== 409))
      complain(await write(others))
      if (told.length <= KEPT) for (const { document, text } of told) remember(document, text)
    },
    async remove(ids) {
      if (ids.length === 0) return
      const found = await storage().findDocumentsById([...ids], false)
      complain(
        await write(
          found.map((previous) => ({ previous, document: written({ id: previous.id, text: '' }, true) })),
        ),
      )
    },
    tidy: async () => void (await storage().cleanup(0)),
  }
}

/** Contents were checked where they entered, and nobody but this module writes them. */
function contentsOf<Document>(stored: Stored, upgrade: (contents: unknown) => unknown): Document
function contentsOf({ text }: Stored, upgrade: (contents: unknown) => unknown): unknown {
  return upgrade(documentOf(text))
}
