import { type Action, type Association, isCurrent, isOpenAction } from '../actions/action.ts'
import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { groupBy } from '../base/group-by.ts'
import { idFrom } from '../base/ids.ts'
import { type Casework, workOf } from '../casework/casework.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { currentStay, findItem } from '../clients/client-file.ts'
import { type Item, isOpen } from '../items/item.ts'
import { ACCOUNTING, type Entry } from '../journal/entry.ts'
import { ruleEntry } from './following.ts'
import { runningPlan } from './plan-standing.ts'

/**
 * The entries an import causes for the cases that await payments: what their items were paid, or what was taken back.
 * An item that was paid and is open again comes back into the case it had left so.
 */
export function paymentsOfBooks(
  cause: Entry,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
): Entry[] {
  const waiting = before.actions.filter((action) => isOpenAction(action) && awaitsPayments(action.id, before))
  return waiting.flatMap((action) => ofAction(cause, action, before, after, on))
}

/** Whether payments of an action's items are of interest to it: a plan runs, a promise is open, or something was paid. */
export function awaitsPayments(actionId: string, file: { casework: readonly Casework[] }): boolean {
  return (
    runningPlan(actionId, file) !== undefined ||
    workOf(file, 'promise', actionId).some(({ work }) => work.state === 'open') ||
    workOf(file, 'payment', actionId).some(({ work }) => work.state === 'seen' || work.state === 'booked')
  )
}

function ofAction(
  cause: Entry,
  action: Action,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
): Entry[] {
  const moved = new Map<CurrencyCode, number>()
  for (const item of watchedItems(action, before)) {
    const now = findItem(after, item.id)
    if (!now || now === item || now.currency !== item.currency) continue
    const paid = paidMinor(now) - paidMinor(item)
    moved.set(item.currency, (moved.get(item.currency) ?? 0) + paid)
  }
  const payments = [...moved].flatMap(([currency, minor]): Entry[] => {
    if (minor === 0) return []
    const kind = minor > 0 ? 'payment.booked' : 'payment.reversed'
    const id = idFrom(cause.id, `${kind}/${action.id}/${currency}`)
    const data = { actionId: action.id, currency, amountMinor: Math.abs(minor), on }
    return [{ ...cause, id, kind, v: 1, by: ACCOUNTING, data }]
  })
  const back = leftAsSettled(action, before)
    .map(({ itemId }) => itemId)
    .filter((id) => isOpenAgain(id, before, after) && !currentStay(before, id))
  if (back.length === 0) return payments
  const data = { actionId: action.id, itemIds: back, move: false, on }
  return [...payments, ruleEntry(cause, `back/${action.id}`, 'items.associated', 1, data)]
}

/** Those in the action and those that left it as paid; where it never had any, what of the client sits in no case. */
function watchedItems(action: Action, file: ClientFile): Item[] {
  const stays = file.associations.filter((stay) => stay.actionId === action.id && !stay.removed)
  if (stays.length === 0) return file.items.filter(({ id }) => !currentStay(file, id))
  const ids = new Set(
    [...stays.filter(isCurrent), ...leftAsSettled(action, file)].map(({ itemId }) => itemId),
  )
  return file.items.filter(({ id }) => ids.has(id))
}

function leftAsSettled(action: Action, file: ClientFile): Association[] {
  const last = groupBy(
    file.associations.filter((stay) => stay.actionId === action.id && !stay.removed),
    ({ itemId }) => itemId,
  )
  return [...last.values()].flatMap((stays) => {
    const stay = stays.at(-1)
    return stay?.leftBecause === 'settled' ? [stay] : []
  })
}

function isOpenAgain(id: string, before: ClientFile, after: ClientFile): boolean {
  const was = findItem(before, id)
  const is = findItem(after, id)
  return was !== undefined && is !== undefined && !isOpen(was) && isOpen(is)
}

function paidMinor(item: Item): number {
  return item.amountMinor - (isOpen(item) ? item.balanceMinor : 0)
}
