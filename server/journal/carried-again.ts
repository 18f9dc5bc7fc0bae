import { isCurrent, isOpenAction } from '#shared/actions/action.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { isOpen } from '#shared/items/item.ts'
import type { RowChange } from '#shared/journal/decision.ts'

/**
 * Rows that phones may have let go of with what closed long ago, and that they carry again: stays, work and documents of
 * actions that open again, and documents of items that open again or come into an open action.
 */
export function rowsCarriedAgain(before: ClientFile, after: ClientFile): RowChange[] {
  const actions = reopenedActions(before, after)
  const items = itemsCarriedAgain(before, after, actions)
  if (actions.size === 0 && items.size === 0) return []
  return [
    ...after.associations
      .filter(({ actionId }) => actions.has(actionId))
      .map((row) => ({ table: 'associations' as const, row })),
    ...after.casework
      .filter(({ actionId }) => actions.has(actionId))
      .map((row) => ({ table: 'casework' as const, row })),
    ...after.documents
      .filter(
        ({ actionId, itemIds }) =>
          (actionId !== null && actions.has(actionId)) || itemIds.some((id) => items.has(id)),
      )
      .map((row) => ({ table: 'documents' as const, row })),
  ]
}

function reopenedActions(before: ClientFile, after: ClientFile): Set<string> {
  if (before.actions === after.actions) return new Set()
  const closed = new Set(before.actions.filter(({ closedOn }) => closedOn !== null).map(({ id }) => id))
  return new Set(
    after.actions.filter((action) => isOpenAction(action) && closed.has(action.id)).map(({ id }) => id),
  )
}

/** Asked for the documents alone: what becomes of the items themselves is written on them. */
function itemsCarriedAgain(
  before: ClientFile,
  after: ClientFile,
  reopened: ReadonlySet<string>,
): Set<string> {
  const again = new Set<string>()
  if (!after.documents.some(({ itemIds }) => itemIds.length > 0)) return again
  if (before.items !== after.items) {
    const closed = new Set(before.items.filter((item) => !isOpen(item)).map(({ id }) => id))
    for (const item of after.items) if (isOpen(item) && closed.has(item.id)) again.add(item.id)
  }
  if (before.associations !== after.associations || reopened.size > 0) {
    const sitting = new Set(before.associations.filter(isCurrent).map(({ id }) => id))
    for (const stay of after.associations)
      if (isCurrent(stay) && (reopened.has(stay.actionId) || !sitting.has(stay.id))) again.add(stay.itemId)
  }
  return again
}
