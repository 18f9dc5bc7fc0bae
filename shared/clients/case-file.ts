import { isKnownToCase } from '../parked/parked.ts'
import { type ClientFile, findAction, itemsOf, staysOf } from './client-file.ts'

/** Which file a phone holds: a whole client file, or the part of it that belongs to one case. */
export type FileKind = 'client' | 'case'

/**
 * The part of a client file that belongs to one action: the action, its stays and items, the client's card and contacts.
 * This is the one place that says what a case file may know: no other items, no other actions, no totals,
 * no wish that names any of them.
 * Null when the file has no such action.
 */
export function partOf(actionId: string, file: ClientFile): ClientFile | null {
  const action = findAction(file, actionId)
  if (!action) return null
  return {
    client: { ...file.client, scenarioStep: null },
    contacts: file.contacts,
    items: itemsOf(file, action),
    actions: [action],
    associations: staysOf(file, action),
    casework: file.casework.filter((work) => work.actionId === action.id),
    parked: file.parked.filter((wish) => isKnownToCase(wish, action.id)),
  }
}
