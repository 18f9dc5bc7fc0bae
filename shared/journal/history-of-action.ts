import type { Action } from '../actions/action.ts'
import { type ClientFile, itemsOf } from '../clients/client-file.ts'
import type { HistoryRow } from './history.ts'

/**
 * What the history of a file has to tell of one action: what was done in it and in its to-dos, its items coming and
 * going by another action, and what happened to its items since it was opened. Rows of many items, such as an
 * import's, tell only of the action's own.
 */
export function historyOfAction(
  action: Action,
  file: ClientFile,
  history: readonly HistoryRow[],
): HistoryRow[] {
  const own = new Set([action.id])
  for (const toDo of file.actions) if (toDo.caseId === action.id) own.add(toDo.id)
  const stays = new Set(
    file.associations.filter(({ actionId }) => actionId === action.id).map(({ id }) => id),
  )
  const items = new Set(itemsOf(file, action).map(({ id }) => id))

  return history.flatMap((row) => {
    if (row.actionId !== null && own.has(row.actionId)) return row
    const changes = row.changes.filter(
      ({ table, id }) =>
        (table === 'actions' && own.has(id)) ||
        (table === 'associations' && stays.has(id)) ||
        (table === 'items' && row.at >= action.openedAt && items.has(id)),
    )
    if (changes.length === 0) return []
    return { ...row, changes, itemIds: row.itemIds.filter((id) => items.has(id)) }
  })
}

/**
 * The same, as somebody may read it who holds only the case: of each row nothing but the case, its to-dos, their work,
 * documents, stays and the items that are or were in them. A gesture on many items tells each case its own part.
 */
export function historyOfCase(
  action: Action,
  file: ClientFile,
  history: readonly HistoryRow[],
): HistoryRow[] {
  const actions = new Set([action.id])
  for (const toDo of file.actions) if (toDo.caseId === action.id) actions.add(toDo.id)
  const stays = file.associations.filter(({ actionId }) => actions.has(actionId))
  const work = file.casework.filter(({ actionId }) => actions.has(actionId))
  const documents = file.documents.filter(({ actionId }) => actionId !== null && actions.has(actionId))
  const known = new Set([
    ...actions,
    ...stays.flatMap(({ id, itemId }) => [id, itemId]),
    ...work.map(({ id }) => id),
    ...documents.map(({ id }) => id),
  ])
  return historyOfAction(action, file, history).map((row) => ({
    ...row,
    actionId: row.actionId !== null && actions.has(row.actionId) ? row.actionId : null,
    changes: row.changes.filter(({ id }) => known.has(id)),
    itemIds: row.itemIds.filter((id) => known.has(id)),
  }))
}
