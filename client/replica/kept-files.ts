import { type Documents, type Found } from './documents.ts'
import type { FileDocument } from './collections.ts'
import { type FileId, isFileId } from './file-id.ts'
import { partIds } from './parts.ts'
import { type StoredFile, documentsToWrite, fromDocuments, partsOf } from './stored-file.ts'

/** Files as they were read, and the documents they were read from. */
export type KeptFiles = { files: Map<FileId, StoredFile>; documents: Found<FileDocument> }

/** Reads and writes the files of a replica, each in as many documents as its items need. */
export class FileKeeper {
  #documents: Documents<FileDocument>

  constructor(documents: Documents<FileDocument>) {
    this.#documents = documents
  }

  async byIds(fileIds: readonly FileId[]): Promise<KeptFiles> {
    const firsts = await this.#documents.byIds(fileIds)
    const further = await this.#documents.byIds(
      [...firsts.values()].flatMap(({ id, parts }) => partIds(id, 1, parts)),
    )
    const files = new Map<FileId, StoredFile>()
    for (const fileId of fileIds) {
      const first = firsts.get(fileId)
      if (first) files.set(fileId, assembled(fileId, first, further))
    }
    return { files, documents: new Map([...firsts, ...further]) }
  }

  async all(): Promise<StoredFile[]> {
    const documents = await this.#documents.all()
    const byId = new Map(documents.map((document) => [document.id, document]))
    return documents.flatMap((first) => (isFirst(first.id) ? [assembled(first.id, first, byId)] : []))
  }

  /** The files that are of another of the server's histories. */
  async notOf(history: number): Promise<FileId[]> {
    const documents = await this.#documents.all()
    return documents.flatMap(({ id, history: of = 0 }) => (isFirst(id) && of !== history ? [id] : []))
  }

  /** `documents`, as read before, saves a second write of those. */
  async replace(
    after: readonly StoredFile[],
    before: ReadonlyMap<FileId, StoredFile>,
    documents?: Found<FileDocument>,
  ): Promise<void> {
    await this.#documents.put(
      after.flatMap((file) => documentsToWrite(file, before.get(file.fileId))),
      documents,
    )
    const surplus = after.flatMap((file) =>
      partIds(file.fileId, partsOf(file), partsOf(before.get(file.fileId))),
    )
    if (surplus.length > 0) await this.#documents.remove(surplus)
  }

  async remove(fileIds: readonly FileId[]): Promise<void> {
    const firsts = await this.#documents.byIds(fileIds)
    await this.#documents.remove([...firsts.values()].flatMap(({ id, parts }) => partIds(id, 0, parts)))
  }
}

function assembled(fileId: FileId, first: FileDocument, further: Found<FileDocument>): StoredFile {
  const parts = partIds(fileId, 1, first.parts).flatMap((id) => further.get(id) ?? [])
  return fromDocuments(fileId, first, parts)
}

function isFirst(id: string): id is FileId {
  return isFileId(id) && !id.includes('#')
}
