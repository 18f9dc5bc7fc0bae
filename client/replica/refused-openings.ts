import { openedBy } from '#shared/journal/dependents.ts'
import { findKind } from './kinds-here.ts'
import type { OutboxRecord } from '../outbox/record.ts'

/** The refused entry that was to open an action, by the action's id; one that was made anew stands for it. */
export function refusedOpenings(records: readonly OutboxRecord[]): ReadonlyMap<string, string> {
  const refused = new Map<string, string>()
  for (const { entry, outcome } of records) {
    const actionId = openedBy(entry, findKind)
    if (actionId === null) continue
    if (outcome?.type === 'refused') refused.set(actionId, entry.id)
    else refused.delete(actionId)
  }
  return refused
}
