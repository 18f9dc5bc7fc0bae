import { type ClientFile, findAction, itemsOf } from '../clients/client-file.ts'
import { type Company, findTemplate } from '../company/company.ts'
import { isOpen } from '../items/item.ts'
import type { Work } from '../casework/casework.ts'
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

/**
 * Whether an action closes by itself, its last item being settled: it only checked a promise, or its template or kind says so, and
 * nothing else is awaited in it. One that never had an item never does.
 */
export function closesBySettling(actionId: string, file: ClientFile, company: Company): boolean {
  const action = findAction(file, actionId)
  if (!action || !isOpenAction(action)) return false
  return (
    closesWithItems(action, company) &&
    file.associations.some((stay) => stay.actionId === actionId && !stay.removed) &&
    !itemsOf(file, action).some(isOpen) &&
    !file.actions.some((toDo) => toDo.caseId === actionId && isOpenAction(toDo)) &&
    !file.casework.some((row) => row.actionId === actionId && !row.removed && isAwaited(row.work))
  )
}

function closesWithItems({ type, kind, templateId }: Action, company: Company): boolean {
  const template = findTemplate(company, templateId)?.data
  if (template?.kind === kind && template.closesByItself) return true
  const { caseKinds } = company
  return kind === null ? type === 'promiseCheck' : caseKinds[kind].data.closesWhenSettled
}

function isAwaited(work: Work): boolean {
  return work.type === 'payment' ? work.state === 'seen' : work.endedOn === null
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
