import {
  type BulkWriteRow,
  type RxCollection,
  type RxDocumentData,
  getDefaultRevision,
  getDefaultRxDocumentMeta,
  normalizeMangoQuery,
  prepareQuery,
} from 'rxdb'

/** Documents as they were read, by id. */
export type Found<Document> = ReadonlyMap<string, RxDocumentData<Document>>

/**
 * Documents straight from and to the storage of a collection. RxDB's query cache is passed by: it learns of another
 * tab's writes later than our own message does, and would answer with what was.
 */
export type Documents<Document extends { id: string }> = {
  all: () => Promise<Document[]>
  byIds: (ids: readonly string[]) => Promise<Found<Document>>
  /**
   * Puts whole documents in place of those with their ids, or adds them. Resolves when they are on disk. `there`, as
   * read before, saves a second write of those: a document is replaced only by who names the one in its place.
   */
  put: (documents: readonly Document[], there?: Found<Document>) => Promise<void>
  /** Takes documents away, contents too. */
  remove: (ids: readonly string[]) => Promise<void>
  /** Lets go of the empty marks that removing leaves behind. */
  tidy: () => Promise<void>
}

export function documentsOf<Document extends { id: string }>(
  collection: RxCollection<Document>,
  emptied: (id: string) => Document,
): Documents<Document> {
  const { storageInstance } = collection
  const everything = () =>
    prepareQuery<Document>(storageInstance.schema, normalizeMangoQuery(storageInstance.schema, {}))

  async function write(rows: BulkWriteRow<Document>[]) {
    return rows.length === 0 ? [] : (await storageInstance.bulkWrite(rows, 'replica')).error
  }

  function written(document: Document, isDeleted: boolean) {
    return {
      ...document,
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
    all: async () => (await storageInstance.query(everything())).documents,
    async byIds(ids) {
      if (ids.length === 0) return new Map()
      const found = await storageInstance.findDocumentsById([...ids], false)
      return new Map(found.map((document) => [document.id, document]))
    },
    async put(documents, there) {
      // Most are new in a first sync, and adding needs no reading; the others answer with what is there.
      const errors = await write(
        documents.map((document) => {
          const previous = there?.get(document.id)
          const row = { document: written(document, false) }
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
    },
    async remove(ids) {
      const found = await storageInstance.findDocumentsById([...ids], false)
      complain(
        await write(found.map((previous) => ({ previous, document: written(emptied(previous.id), true) }))),
      )
    },
    tidy: async () => void (await storageInstance.cleanup(0)),
  }
}
