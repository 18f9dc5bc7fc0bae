import type { Company } from '../company/company.ts'
import type { Status } from '../company/settings.ts'
import type { Item } from '../items/item.ts'

/** The statuses one can set, those the items at hand already carry most first, then as the company ordered them. */
export function statusesByUse(company: Company, items: readonly Item[]): Status[] {
  const uses = new Map<string, number>()
  for (const { statusId } of items) if (statusId !== null) uses.set(statusId, (uses.get(statusId) ?? 0) + 1)
  const usesOf = ({ id }: Status) => uses.get(id) ?? 0
  return company.statuses
    .filter(({ data }) => data.active)
    .sort((a, b) => usesOf(b) - usesOf(a) || a.data.position - b.data.position)
}
