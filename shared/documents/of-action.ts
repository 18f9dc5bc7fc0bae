import type { ClientFile } from '../clients/client-file.ts'
import type { Document } from './document.ts'

/** The documents of an action and of its items, those that were withdrawn too; newest first. */
export function documentsOfAction(
  { documents }: Pick<ClientFile, 'documents'>,
  actionId: string | null,
  items: readonly { id: string }[],
): Document[] {
  if (documents.length === 0) return []
  const itemIds = new Set(items.map(({ id }) => id))
  return documents
    .filter(
      (document) =>
        !document.removed &&
        (actionId !== null && document.actionId === actionId
          ? true
          : document.itemIds.some((id) => itemIds.has(id))),
    )
    .sort(newestFirst)
}

/** How many documents an action and its items have that count. */
export function documentCountOf(
  file: Pick<ClientFile, 'documents'>,
  actionId: string | null,
  items: readonly { id: string }[],
): number {
  return documentsOfAction(file, actionId, items).filter(({ withdrawn }) => withdrawn === null).length
}

export function newestFirst(a: Document, b: Document): number {
  return b.capturedAt - a.capturedAt || (a.id < b.id ? 1 : -1)
}
