import type { CalendarDay } from '../base/calendar-day.ts'
import { groupBy } from '../base/group-by.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { type Company, findTemplate } from '../company/company.ts'
import type { Template } from '../company/settings.ts'
import { type Item, isOpen } from '../items/item.ts'
import { actionsByItem } from '../actions/sitting.ts'

export type Suggestion = { template: Template; statusId: string; on: CalendarDay; items: Item[] }

/** What statuses suggested for open items that sit nowhere, one a template; since the oldest of them. */
export function suggestionsOf(file: ClientFile, company: Company): Suggestion[] {
  const waiting = file.items.filter((item) => item.suggested !== null && isOpen(item))
  if (waiting.length === 0) return []
  const sitting = actionsByItem(file)
  const free = waiting.filter(({ id }) => !sitting.has(id))
  return [...groupBy(free, ({ suggested }) => suggested?.templateId ?? '')].flatMap(([id, items]) => {
    const template = findTemplate(company, id)
    const first = items[0]?.suggested
    if (!template?.data.active || !first) return []
    const on = items.reduce(
      (day, { suggested }) => (suggested && suggested.on < day ? suggested.on : day),
      first.on,
    )
    return [{ template, statusId: first.statusId, on, items }]
  })
}
