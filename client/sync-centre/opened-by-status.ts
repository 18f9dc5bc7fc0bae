import type { Entry } from '#shared/journal/entry.ts'
import { caseOpenedBy } from '#shared/statuses/status-rule.ts'

/** The case that the status an entry gave may have opened by itself, whatever the device expected; null: it gave none. */
export function openedByStatus({ id, kind, data }: Entry): string | null {
  if (kind !== 'items.requalified' || typeof data !== 'object' || data === null) return null
  return 'statusId' in data && typeof data.statusId === 'string' ? caseOpenedBy(id, data.statusId) : null
}
