import { isOpenAction } from '../actions/action.ts'
import { sittingElsewhere } from '../actions/sitting.ts'
import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { workOf } from '../casework/casework.ts'
import { type ClientFile, findAction, findItems, itemsOf } from '../clients/client-file.ts'
import type { PlanRule } from '../company/settings.ts'
import { type Item, isOpen } from '../items/item.ts'
import { doesCount } from './allocation.ts'
import type { Owed, PlanProblem } from './plan-problems.ts'

/** What some items are open for, by currency, minor units; credits count against it. */
export function openBalance(items: readonly Item[]): Map<CurrencyCode, number> {
  const owed = new Map<CurrencyCode, number>()
  for (const item of items)
    if (isOpen(item)) owed.set(item.currency, (owed.get(item.currency) ?? 0) + item.balanceMinor)
  return owed
}

/** What the items of an action are open for; an action without items concerns all open items of the client. */
export function balanceOf(actionId: string, file: ClientFile): Map<CurrencyCode, number> {
  const action = findAction(file, actionId)
  if (!action) return new Map()
  const hasItems = file.associations.some((stay) => stay.actionId === actionId && !stay.removed)
  return openBalance(hasItems || !isOpenAction(action) ? itemsOf(file, action) : file.items)
}

/**
 * What a new plan of an action can be over: what its items are open for, less what was paid and seen and the books do not
 * have yet. What counts today is not asked of the client again.
 */
export function owedForPlan(
  actionId: string,
  file: ClientFile,
  today: CalendarDay,
  rule: PlanRule,
): Map<CurrencyCode, number> {
  const owed = balanceOf(actionId, file)
  for (const { work } of workOf(file, 'payment', actionId))
    if (work.state === 'seen' && doesCount(work, today, rule) && owed.has(work.currency))
      owed.set(work.currency, (owed.get(work.currency) ?? 0) - work.amountMinor)
  return owed
}

/** Ticked items that sit in another case: said before a case is opened for a plan over them. */
export function itemProblems(itemIds: readonly string[], file: ClientFile): PlanProblem[] {
  const elsewhere = new Set(sittingElsewhere(file, itemIds).flatMap(({ items }) => items.map(({ id }) => id)))
  return itemIds.flatMap((id, at): PlanProblem[] =>
    elsewhere.has(id) ? [{ field: `itemIds.${at}`, problem: 'inOtherCase', byMinor: null }] : [],
  )
}

/** What ticked items owe, for a plan over them before there is a case. */
export function owedByItems(itemIds: readonly string[], file: ClientFile): Owed {
  return openBalance(findItems(file, itemIds))
}
