import { type Document, isOfClient } from '../documents/document.ts'
import { isKnownToCase } from '../parked/parked.ts'
import { type ClientFile, findAction, staysOf } from './client-file.ts'

/** Which file a phone holds: a whole client file, or the part of it that belongs to one case. */
export type FileKind = 'client' | 'case'

/**
 * The part of a client file that belongs to one case: the action and its to-dos, open and closed, their stays, items and
 * work, the documents of all of these, the client's card and contacts.
 * This is the one place that says what a case file may know: no other items, no other actions, no totals,
 * no wish that names any of them, no document of the client itself.
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
    documents: documentsIn(file, ids, itemIds),
    parked: file.parked.filter((wish) => actions.some(({ id }) => isKnownToCase(wish, id))),
  }
}

/** A document of several items names in a case only those that are in it. */
function documentsIn(
  { documents }: ClientFile,
  actionIds: ReadonlySet<string>,
  itemIds: ReadonlySet<string>,
): Document[] {
  return documents.flatMap((document) => {
    if (isOfClient(document)) return []
    if (document.actionId !== null) return actionIds.has(document.actionId) ? [document] : []
    const known = document.itemIds.filter((id) => itemIds.has(id))
    if (known.length === document.itemIds.length) return [document]
    return known.length > 0 ? [{ ...document, itemIds: known }] : []
  })
}
