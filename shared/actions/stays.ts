import type { CalendarDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import { type ClientFile, currentStay, findAction, findItem } from '../clients/client-file.ts'
import { type Item, type ItemStatus, isOpen, statusOf } from '../items/item.ts'
import type { FileDraft } from '../journal/file-draft.ts'
import type { LeftOut } from '../journal/outcome.ts'
import type { Action, Association, LeftBecause } from './action.ts'

/** Which of the items can come into an action, and why the others cannot. An item sits in at most one open action. */
export function sortOutJoining(
  file: ClientFile,
  actionId: string,
  itemIds: readonly string[],
  move: boolean,
): { joining: Item[]; leftOut: LeftOut[] } {
  const joining: Item[] = []
  const leftOut: LeftOut[] = []
  for (const itemId of new Set(itemIds)) {
    const item = findItem(file, itemId)
    const stay = currentStay(file, itemId)
    if (!item) leftOut.push({ itemId, because: 'notFound' })
    else if (!isOpen(item)) leftOut.push({ itemId, because: 'settled' })
    else if (stay?.actionId === actionId) leftOut.push({ itemId, because: 'alreadySo' })
    else if (stay && !move) leftOut.push({ itemId, because: 'inOtherAction' })
    else joining.push(item)
  }
  return { joining, leftOut }
}

/** Puts items into an action; from another one they are moved, keeping what they first had. */
export function join(
  draft: FileDraft,
  action: Action,
  items: readonly Item[],
  on: CalendarDay,
  entryId: string,
  hadBefore: (item: Item) => ItemStatus,
): void {
  for (const item of items) {
    const now = findItem(draft.file, item.id)
    if (now?.suggested) draft.put({ table: 'items', row: { ...now, suggested: null } })
    const earlier = currentStay(draft.file, item.id)
    if (earlier) draft.put({ table: 'associations', row: left(earlier, 'moved', on, statusOf(item)) })
    draft.put({
      table: 'associations',
      row: {
        id: idFrom(entryId, `${action.id}/${item.id}`),
        clientId: action.clientId,
        actionId: action.id,
        itemId: item.id,
        joinedOn: on,
        had: earlier?.had ?? hadBefore(item),
        leftOn: null,
        leftBecause: null,
        leftWith: null,
        removed: false,
        version: 0,
      },
    })
  }
}

export function left(
  stay: Association,
  because: LeftBecause,
  on: CalendarDay,
  leftWith: ItemStatus,
): Association {
  return { ...stay, leftOn: on, leftBecause: because, leftWith }
}

/** The one open action in which all of some items sit. */
export function onlyCase(file: ClientFile, itemIds: readonly string[]): Action | null {
  const cases = new Set(itemIds.map((id) => caseOf(file, id)))
  const [only] = cases
  return cases.size === 1 ? (only ?? null) : null
}

/** The case, to be found by another id too. */
export function withAlias(action: Action, alias: string): Action {
  return { ...action, aliases: [...action.aliases, alias] }
}

/** The open case an item sits in, if any. */
export function caseOf(file: ClientFile, itemId: string): Action | undefined {
  const stay = currentStay(file, itemId)
  return stay && findAction(file, stay.actionId)
}
