import { type Sitting, sittingElsewhere } from '../actions/sitting.ts'
import { isOpenAction } from '../actions/action.ts'
import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type ClientFile, currentStays, findItems } from '../clients/client-file.ts'
import { isOpen } from '../items/item.ts'
import { openBalance } from '../plans/owed.ts'

/**
 * Where a promise for some items goes.
 * - `case`: all of them sit in one open action, and it is promised there
 * - `new`: none of them sits anywhere, and a promise check is opened with them
 * - `asks`: some sit in a case; only a person can say whether they join the promise
 */
export type PromiseHost =
  | { type: 'case'; actionId: string }
  | { type: 'new'; itemIds: readonly string[] }
  | { type: 'asks'; free: readonly string[]; sitting: readonly Sitting[] }

export function promiseHost(itemIds: readonly string[], file: ClientFile): PromiseHost {
  const open = findItems(file, itemIds)
    .filter(isOpen)
    .map(({ id }) => id)
  const sitting = sittingElsewhere(file, open)
  const [only] = sitting
  if (!only) return { type: 'new', itemIds: open }
  const stays = currentStays(file)
  const free = open.filter((id) => !stays.has(id))
  return sitting.length === 1 && free.length === 0 && isOpenAction(only.action)
    ? { type: 'case', actionId: only.action.id }
    : { type: 'asks', free, sitting }
}

/** The items a promise or a plan of a client is about, where nobody ticked any: what is due, else all that is open. */
export function itemsToPay(file: ClientFile, today: CalendarDay): string[] {
  const stays = currentStays(file)
  const free = file.items.filter((item) => isOpen(item) && !stays.has(item.id))
  const due = free.filter(({ dueOn }) => dueOn <= today)
  const some = due.some(({ balanceMinor }) => balanceMinor > 0) ? due : free
  return some.map(({ id }) => id)
}

/** What can be promised or planned for, by currency, largest first; what is not owed is not among them. */
export function payable(
  owed: ReadonlyMap<CurrencyCode, number>,
): { currency: CurrencyCode; minor: number }[] {
  return [...owed]
    .filter(([, minor]) => minor > 0)
    .map(([currency, minor]) => ({ currency, minor }))
    .sort((a, b) => b.minor - a.minor)
}

export function payableByItems(itemIds: readonly string[], file: ClientFile) {
  return payable(openBalance(findItems(file, itemIds)))
}
