import { type Item, isOpen } from './item.ts'

/** Open items as people work them: the longest due first. */
export function openItems(items: readonly Item[]): Item[] {
  return items
    .filter(isOpen)
    .sort((a, b) => byText(a.dueOn, b.dueOn) || byText(a.number, b.number) || byText(a.id, b.id))
}

/** Closed items, the last one closed first. */
export function closedItems(items: readonly Item[]): Item[] {
  return items
    .filter((item) => !isOpen(item))
    .sort(
      (a, b) =>
        byText(b.closedOn ?? '', a.closedOn ?? '') || byText(a.number, b.number) || byText(a.id, b.id),
    )
}

function byText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
