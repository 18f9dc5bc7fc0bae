import type { ClientFile } from '../clients/client-file.ts'
import { type Document, findDocument } from './document.ts'

/**
 * The document an entry is about, if it belongs to what the entry says: permission was asked for that. Who holds a case
 * names those of the items that are in it.
 */
export function findNamed(
  file: Pick<ClientFile, 'documents'>,
  {
    documentId,
    actionId,
    itemIds,
  }: { documentId: string; actionId: string | null; itemIds: readonly string[] },
): Document | undefined {
  const document = findDocument(file, documentId)
  if (!document || document.actionId !== actionId) return undefined
  const hasItems = document.itemIds.length > 0
  return hasItems === itemIds.length > 0 && itemIds.every((id) => document.itemIds.includes(id))
    ? document
    : undefined
}
