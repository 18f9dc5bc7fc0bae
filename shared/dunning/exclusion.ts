import { actionsByItem } from '../actions/sitting.ts'
import { type ClientFile, currentStay, findAction } from '../clients/client-file.ts'
import { isOpenAction } from '../actions/action.ts'
import { type Company, findStatus } from '../company/company.ts'
import { type Item, isOpen } from '../items/item.ts'

/**
 * Why an item is out of dunning. Every step, total, preview, letter and later every message asks here and nowhere else.
 */
export type Exclusion =
  | { because: 'settled' }
  | { because: 'credit' }
  | { because: 'inAction'; actionId: string }
  | { because: 'status'; statusId: string }

/** Whether an item is excluded from dunning, and why; null: it is in. */
export function exclusionOf(item: Item, file: ClientFile, company: Company): Exclusion | null {
  const stay = currentStay(file, item.id)
  const action = stay && findAction(file, stay.actionId)
  return exclusionWith(item, action && isOpenAction(action) ? action.id : null, company)
}

/** The same for every item of a file, gone through once. */
export function exclusionsOf(file: ClientFile, company: Company): (item: Item) => Exclusion | null {
  const sitting = actionsByItem(file)
  return (item) => exclusionWith(item, sitting.get(item.id)?.id ?? null, company)
}

function exclusionWith(item: Item, actionId: string | null, company: Company): Exclusion | null {
  if (!isOpen(item)) return { because: 'settled' }
  if (item.balanceMinor <= 0) return { because: 'credit' }
  if (actionId !== null) return { because: 'inAction', actionId }
  const status = findStatus(company, item.statusId)
  return status?.data.scenario === 'leaves' ? { because: 'status', statusId: status.id } : null
}

/** Items of a client that dunning is about. */
export function itemsInScenario(file: ClientFile, company: Company): Item[] {
  const exclusion = exclusionsOf(file, company)
  return file.items.filter((item) => exclusion(item) === null)
}

/** The oldest item not excluded: its due date drives the scenario. */
export function leaderItem(items: readonly Item[]): Item | null {
  return items.reduce<Item | null>(
    (oldest, item) =>
      !oldest || item.dueOn < oldest.dueOn || (item.dueOn === oldest.dueOn && item.id < oldest.id)
        ? item
        : oldest,
    null,
  )
}
