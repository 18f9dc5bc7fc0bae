import type { CalendarDay } from '../base/calendar-day.ts'
import { type Company, findTemplate } from '../company/company.ts'
import type { Status } from '../company/settings.ts'
import { reenters } from './status-rule.ts'

/** An item took a status, on this day. */
export type StatusTaken = { itemId: string; on: CalendarDay }
/** An item sat in an action, both days included but for the one it left on; `templateId` is what the action was opened by. */
export type PastStay = {
  itemId: string
  templateId: string | null
  joinedOn: CalendarDay
  leftOn: CalendarDay | null
}
export type WouldHave = { itemId: string; on: CalendarDay; templateId: string; how: 'created' | 'suggested' }

/**
 * What a status, as it is being written, would have opened or suggested of items that took it: once an item, where it
 * sat in no action that day. What the saved rule itself opened that day does not count as sitting. Pure.
 */
export function wouldHave(
  status: Status,
  taken: readonly StatusTaken[],
  stays: readonly PastStay[],
  company: Company,
): WouldHave[] {
  const { mode, templateId } = status.data.action
  const template = findTemplate(company, templateId)
  if (mode === 'none' || !template?.data.active || reenters(status.data)) return []
  const saved = company.settings.get(status.id)
  const byRule =
    saved?.kind === 'status' && saved.data.action.mode !== 'none' ? saved.data.action.templateId : null
  const sat = new Map<string, PastStay[]>()
  for (const stay of stays) sat.set(stay.itemId, [...(sat.get(stay.itemId) ?? []), stay])

  const found = new Map<string, WouldHave>()
  for (const { itemId, on } of taken.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    if (found.has(itemId)) continue
    const isSitting = (sat.get(itemId) ?? []).some(
      (stay) =>
        stay.joinedOn <= on &&
        (stay.leftOn === null || stay.leftOn > on) &&
        !(stay.joinedOn === on && byRule !== null && stay.templateId === byRule),
    )
    const how = mode === 'create' ? 'created' : 'suggested'
    if (!isSitting) found.set(itemId, { itemId, on, templateId: template.id, how })
  }
  return [...found.values()]
}
