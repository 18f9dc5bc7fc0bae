import { isKnownToCase } from '../parked/parked.ts'
import { type ClientFile, findAction, staysOf } from './client-file.ts'

/** Which file a phone holds: a whole client file, or the part of it that belongs to one case. */
export type FileKind = 'client' | 'case'

/**
 * The part of a client file that belongs to one case: the action and its to-dos, open and closed, their stays, items and
 * work, the client's card and contacts.
 * This is the one place that says what a case file may know: no other items, no other actions, no totals,
 * no wish that names any of them.
 * Null when the file has no such action.
 */
export function partOf(caseId: string, file: ClientFile): ClientFile | null {
  const action = findAction(file, caseId)
  if (!action) return null
  const actions = [action, ...file.actions.filter((toDo) => toDo.caseId === caseId)]
  const ids = new Set(actions.map(({ id }) => id))
  const associations = actions.flatMap((one) => staysOf(file, one))
  const itemIds = new Set(associations.map(({ itemId }) => itemId))
  return {
    client: { ...file.client, scenarioStep: null },
    contacts: file.contacts,
    items: file.items.filter(({ id }) => itemIds.has(id)),
    actions,
    associations,
    casework: file.casework.filter(({ actionId }) => ids.has(actionId)),
    parked: file.parked.filter((wish) => actions.some(({ id }) => isKnownToCase(wish, id))),
  }
}
