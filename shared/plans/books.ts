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
 * An item that was paid and is open again comes back into the case it had left so. A case that was closed after its plan
 * or promise was kept opens again when that payment is taken back.
 */
export function paymentsOfBooks(
  cause: Entry,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
): Entry[] {
  return before.actions.flatMap((action) => {
    if (isOpenAction(action))
      return awaitsPayments(action.id, before) ? ofAction(cause, action, before, after, on) : []
    return action.removed ? [] : takenBackFrom(cause, action, before, after, on)
  })
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
  const payments = [...movedOf(watchedItems(action, before), after)].flatMap(([currency, minor]) =>
    minor === 0 ? [] : [ofBooks(cause, action, currency, minor, on)],
  )
  return [...payments, ...comingBack(cause, action, before, after, on)]
}

function takenBackFrom(
  cause: Entry,
  action: Action,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
): Entry[] {
  const kept = keptCurrencies(action.id, before)
  if (kept.size === 0) return []
  const moved = movedOf(lastIn(action, before), after)
  const payments = [...kept].flatMap((currency) => {
    const minor = moved.get(currency) ?? 0
    return minor < 0 ? [ofBooks(cause, action, currency, minor, on)] : []
  })
  if (payments.length === 0) return []
  const data = { actionId: action.id, on, dueOn: on }
  const reopened = ruleEntry(cause, `reopened/${action.id}`, 'action.reopened', 1, data)
  // Back on that day: a payment taken back moves no closed case.
  return [...payments, reopened, ...comingBack(cause, action, before, after, on)]
}

/** What some items were paid by an import, by currency; less than nothing where it was taken back. */
function movedOf(items: readonly Item[], after: ClientFile): Map<CurrencyCode, number> {
  const moved = new Map<CurrencyCode, number>()
  for (const item of items) {
    const now = findItem(after, item.id)
    if (!now || now === item || now.currency !== item.currency) continue
    const paid = paidMinor(now) - paidMinor(item)
    moved.set(item.currency, (moved.get(item.currency) ?? 0) + paid)
  }
  return moved
}

function ofBooks(
  cause: Entry,
  action: Action,
  currency: CurrencyCode,
  minor: number,
  on: CalendarDay,
): Entry {
  const kind = minor > 0 ? 'payment.booked' : 'payment.reversed'
  const id = idFrom(cause.id, `${kind}/${action.id}/${currency}`)
  const data = { actionId: action.id, currency, amountMinor: Math.abs(minor), on }
  return { ...cause, id, kind, v: 1, by: ACCOUNTING, data }
}

function comingBack(
  cause: Entry,
  action: Action,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
): Entry[] {
  const back = leftAsSettled(action, before)
    .map(({ itemId }) => itemId)
    .filter((id) => isOpenAgain(id, before, after) && !currentStay(before, id))
  if (back.length === 0) return []
  const data = { actionId: action.id, itemIds: back, move: false, on }
  return [ruleEntry(cause, `back/${action.id}`, 'items.associated', 1, data)]
}

/** In which currencies payments kept a plan or a promise of an action. */
function keptCurrencies(actionId: string, file: { casework: readonly Casework[] }): Set<CurrencyCode> {
  const kept = [...workOf(file, 'plan', actionId), ...workOf(file, 'promise', actionId)]
  return new Set(kept.filter(({ work }) => work.state === 'kept').map(({ work }) => work.currency))
}

/** The items a closed action closed with or lost as paid, as far as no other has had them since. */
function lastIn(action: Action, file: ClientFile): Item[] {
  const stays = file.associations.filter(
    ({ actionId, leftBecause, removed }) =>
      actionId === action.id && !removed && (leftBecause === 'closed' || leftBecause === 'settled'),
  )
  const ids = new Set(
    stays
      .filter(({ itemId, joinedOn }) => !hasMovedOn(itemId, joinedOn, action, file))
      .map(({ itemId }) => itemId),
  )
  return file.items.filter(({ id }) => ids.has(id))
}

function hasMovedOn(itemId: string, since: CalendarDay, action: Action, file: ClientFile): boolean {
  return file.associations.some(
    (stay) =>
      stay.itemId === itemId && stay.actionId !== action.id && !stay.removed && stay.joinedOn >= since,
  )
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
