import { type Action, type Association, isCurrent, isOpenAction } from '../actions/action.ts'
import type { Casework } from '../casework/casework.ts'
import type { Document } from '../documents/document.ts'
import type { Item } from '../items/item.ts'
import type { Parked } from '../parked/parked.ts'
import type { Client, Contact } from './client.ts'

/** Everything of one client that belongs together: the unit of a decision. */
export type ClientFile = {
  client: Client
  contacts: readonly Contact[]
  items: readonly Item[]
  actions: readonly Action[]
  associations: readonly Association[]
  /** What is worked out in the actions beside their items: plans, payments, promises, validations, credit notes. */
  casework: readonly Casework[]
  documents: readonly Document[]
  /** Wishes that wait for whoever is in charge of the file, and those decided already. */
  parked: readonly Parked[]
}

export function findItem(file: ClientFile, id: string): Item | undefined {
  return file.items.find((item) => item.id === id)
}

/** Lists of items are replaced, never changed: what was read of one holds. */
const itemsById = new WeakMap<readonly Item[], ReadonlyMap<string, Item>>()

/** Some items in the order they are named; unknown ones are left out. A file is gone through once, however often it is asked. */
export function findItems({ items }: ClientFile, ids: Iterable<string>): Item[] {
  let byId = itemsById.get(items)
  if (!byId) itemsById.set(items, (byId = new Map(items.map((item) => [item.id, item]))))
  const found: Item[] = []
  for (const id of ids) {
    const item = byId.get(id)
    if (item) found.push(item)
  }
  return found
}

export function findAction(file: ClientFile, id: string): Action | undefined {
  return file.actions.find((action) => action.id === id && !action.removed)
}

/** The case an action belongs to: the one it is a to-do of, or itself. */
export function caseIdOf({ id, caseId }: Action, file: ClientFile): string {
  return caseId !== null && findAction(file, caseId) ? caseId : id
}

/** The stay of an item in the one open action it sits in, if any. Every such stay takes the item out of the scenario. */
export function currentStay(file: ClientFile, itemId: string): Association | undefined {
  return file.associations.find((association) => association.itemId === itemId && isCurrent(association))
}

/** The same for every item of a file, by item. */
export function currentStays(file: ClientFile): Map<string, Association> {
  return new Map(file.associations.filter(isCurrent).map((stay) => [stay.itemId, stay]))
}

/** The current stays in an action. */
export function staysIn(file: ClientFile, actionId: string): Association[] {
  return file.associations.filter(
    (association) => association.actionId === actionId && isCurrent(association),
  )
}

/** The stays that make up an action: the current ones, or, when it is closed, those it closed with. */
export function staysOf(file: ClientFile, action: Action): Association[] {
  return file.associations.filter((stay) => isStayOf(stay, action))
}

function isStayOf(stay: Association, action: Action): boolean {
  return (
    stay.actionId === action.id &&
    !stay.removed &&
    (isCurrent(stay) || (!isOpenAction(action) && stay.leftBecause === 'closed'))
  )
}

/** The items of an action: those in it now, or, when it is closed, those it closed with. */
export function itemsOf(file: ClientFile, action: Action): Item[] {
  const ids = new Set(staysOf(file, action).map(({ itemId }) => itemId))
  return file.items.filter((item) => ids.has(item.id))
}

/** The same for every action of a file that has any, by action: the file is gone through once, however many it has. */
export function itemsByAction(file: ClientFile): Map<string, Item[]> {
  const actions = new Map(file.actions.map((action) => [action.id, action]))
  const actionsOf = new Map<string, Set<string>>()
  for (const stay of file.associations) {
    const action = actions.get(stay.actionId)
    if (!action || !isStayOf(stay, action)) continue
    const known = actionsOf.get(stay.itemId)
    if (known) known.add(action.id)
    else actionsOf.set(stay.itemId, new Set([action.id]))
  }
  const found = new Map<string, Item[]>()
  for (const item of file.items)
    for (const actionId of actionsOf.get(item.id) ?? []) {
      const items = found.get(actionId)
      if (items) items.push(item)
      else found.set(actionId, [item])
    }
  return found
}
