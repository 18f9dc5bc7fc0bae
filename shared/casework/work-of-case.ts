import { type Action, isOpenAction } from '../actions/action.ts'
import { type ClientFile, findAction } from '../clients/client-file.ts'
import type { Decision } from '../journal/decision.ts'
import { refuse } from '../journal/decision.ts'
import { type Casework, type CaseworkOf, type WorkType, findWork } from './casework.ts'

/** The case that an action is, or is a to-do of: work belongs to cases. */
export function caseWith(file: ClientFile, actionId: string): Action | undefined {
  const action = findAction(file, actionId)
  return action?.caseId ? (findAction(file, action.caseId) ?? action) : action
}

/** The case that new work is put in, or why it cannot be: what was sent on its way before a close still counts. */
export function openCaseFor(
  file: ClientFile,
  actionId: string,
  at: number,
): { action: Action } | { refused: Decision } {
  const action = caseWith(file, actionId)
  if (!action) return { refused: refuse({ type: 'notFound', what: 'action' }) }
  if (!isOpenAction(action) && at >= (action.closedAt ?? 0))
    return { refused: refuse({ type: 'closed', by: action.closedBy, at: action.closedAt }) }
  return { action }
}

/** A piece of work of a type in the case that an entry names, or why not. */
export function workIn<T extends WorkType>(
  file: ClientFile,
  type: T,
  id: string,
  actionId: string,
): { row: CaseworkOf<T> } | { refused: Decision } {
  const action = caseWith(file, actionId)
  if (!action) return { refused: refuse({ type: 'notFound', what: 'action' }) }
  const row = findWork(file, type, id)
  return row && row.actionId === action.id ? { row } : { refused: refuse({ type: 'notFound', what: 'work' }) }
}

/** A new piece of work of a case. */
export function newWork(
  id: string,
  action: Action,
  work: Casework['work'],
  wakesOn: Casework['wakesOn'],
): Casework {
  return { id, clientId: action.clientId, actionId: action.id, work, wakesOn, removed: false, version: 0 }
}

/** Whether an id stands for some piece of work already, one that was taken back included. */
export function isWorkTaken(file: ClientFile, id: string): boolean {
  return file.casework.some((row) => row.id === id)
}
