import type { ClientFile } from '../clients/client-file.ts'
import type { Document } from './document.ts'

/** The documents of an action, of its to-dos and of its items, those that were withdrawn too; newest first. */
export function documentsOfAction(
  { documents, actions }: Pick<ClientFile, 'documents' | 'actions'>,
  actionId: string | null,
  items: readonly { id: string }[],
): Document[] {
  if (documents.length === 0) return []
  const toDos = actionId === null ? [] : actions.filter(({ caseId }) => caseId === actionId)
  const actionIds = new Set([actionId, ...toDos.map(({ id }) => id)])
  const itemIds = new Set(items.map(({ id }) => id))
  return documents
    .filter(
      (document) =>
        !document.removed &&
        (document.actionId === null
          ? document.itemIds.some((id) => itemIds.has(id))
          : actionIds.has(document.actionId)),
    )
    .sort(newestFirst)
}

/** How many documents an action, its to-dos and its items have that count. */
export function documentCountOf(
  file: Pick<ClientFile, 'documents' | 'actions'>,
  actionId: string | null,
  items: readonly { id: string }[],
): number {
  return documentsOfAction(file, actionId, items).filter(({ withdrawn }) => withdrawn === null).length
}

export function newestFirst(a: Document, b: Document): number {
  return b.capturedAt - a.capturedAt || (a.id < b.id ? 1 : -1)
}
