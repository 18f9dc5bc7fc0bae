import { groupBy } from '../base/group-by.ts'
import { must } from '../base/must.ts'
import { type ClientFile, currentStays, findAction, findItems } from '../clients/client-file.ts'
import { type Item, isOpen } from '../items/item.ts'
import { type Action, isCurrent, isOpenAction } from './action.ts'
import { type ActionType, JOINS_CASE } from './kinds.ts'
import { onlyCase } from './stays.ts'

/** Items that sit together in one open action. */
export type Sitting = { action: Action; items: Item[] }

/** Where the open ones of some items sit already, apart from one action they are to come into. */
export function sittingElsewhere(
  file: ClientFile,
  itemIds: readonly string[],
  exceptActionId?: string,
): Sitting[] {
  const stays = currentStays(file)
  const staying = new Set(itemIds.filter((id) => stays.has(id)))
  const sitting = findItems(file, staying).flatMap((item) => {
    const stay = stays.get(item.id)
    const action = stay && findAction(file, stay.actionId)
    return isOpen(item) && action && action.id !== exceptActionId ? [{ item, action }] : []
  })
  return [...groupBy(sitting, ({ action }) => action.id).values()].map((group) => ({
    action: must(group[0], 'the first of a group').action,
    items: group.map(({ item }) => item),
  }))
}

/** The open action each item of a file sits in, for lists that ask it of every item. */
export function actionsByItem(file: ClientFile): Map<string, Action> {
  const open = new Map(file.actions.filter(isOpenAction).map((action) => [action.id, action]))
  const sitting = new Map<string, Action>()
  for (const stay of file.associations) {
    const action = isCurrent(stay) ? open.get(stay.actionId) : undefined
    if (action) sitting.set(stay.itemId, action)
  }
  return sitting
}

/** The case whose to-do an action becomes, because all its items sit there and its type joins a case instead of asking. */
export function caseOfToDo(
  file: ClientFile,
  type: ActionType,
  itemIds: readonly string[],
  move: boolean,
): Action | null {
  if (!JOINS_CASE[type] || move) return null
  return onlyCase(file, itemIds)
}
