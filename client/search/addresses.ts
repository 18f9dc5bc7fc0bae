import { type FileId, kindOfFile } from '../replica/file-id.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import type { FoundItem } from '../replica/useSearch.ts'

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
