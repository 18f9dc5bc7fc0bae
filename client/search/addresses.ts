import { type FileId, kindOfFile } from '../replica/file-id.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import type { FoundDocument, FoundItem } from '../replica/useSearch.ts'

type InFile = { fileId: FileId; clientId: string }

/** Where things that were found stand: on the client's page, or in the only case of the client that one holds. */
export function clientAddress({ fileId, clientId }: InFile): string {
  return kindOfFile(fileId) === 'case' ? `/cases/${fileId.slice('case:'.length)}` : `/clients/${clientId}`
}

export function caseAddress({ id, caseId }: Pick<SeenAgendaRow, 'id' | 'caseId'>): string {
  return `/cases/${caseId ?? id}`
}

export function itemAddress(item: InFile & Pick<FoundItem, 'itemId'>) {
  const path = clientAddress(item)
  return kindOfFile(item.fileId) === 'case' ? { path } : { path, query: { item: item.itemId } }
}

/** Among the documents of its case, or of the client or only case that has it. */
export function documentAddress(document: InFile & Pick<FoundDocument, 'id' | 'actionId'>) {
  const { id, actionId } = document
  const place = actionId === null ? clientAddress(document) : `/cases/${actionId}`
  return { path: `${place}/documents`, query: { document: id } }
}
