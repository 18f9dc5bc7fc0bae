import type { CalendarDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import { type Entry, RULE } from '../journal/entry.ts'

/** The entry by which a rule closes an action, caused by another one. */
export function closingByRule(
  cause: Entry,
  actionId: string,
  on: CalendarDay,
  itemsBecome: 'disputeResolved' | 'asBefore' | 'unchanged',
): Entry {
  return {
    ...cause,
    id: idFrom(cause.id, 'close'),
    kind: 'action.closed',
    v: 1,
    by: RULE,
    data: { actionId, on, itemsBecome, resolutionId: null, rootCauseId: null, comment: null },
  }
}
