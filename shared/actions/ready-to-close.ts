import { type ClientFile, itemsOf } from '../clients/client-file.ts'
import { isOpen } from '../items/item.ts'
import type { HistoryRow } from '../journal/history.ts'
import { type Action, isOpenAction } from './action.ts'

/**
 * An open follow-up whose items have all left or been paid is ready to close. One that never had any concerns the
 * client as a whole and is not. A case file no longer has the stays that ended; its history tells of them.
 */
export function isReadyToClose(action: Action, file: ClientFile, history: readonly HistoryRow[]): boolean {
  if (!isOpenAction(action) || action.type !== 'followUp') return false
  return hadItems(action, file, history) && !itemsOf(file, action).some(isOpen)
}

/** True when items are or were in an action: it does not concern the client as a whole. */
export function hadItems(action: Action, file: ClientFile, history: readonly HistoryRow[]): boolean {
  return (
    file.associations.some((stay) => stay.actionId === action.id && !stay.removed) ||
    history.some(
      (row) => row.actionId === action.id && row.changes.some(({ table }) => table === 'associations'),
    )
  )
}
