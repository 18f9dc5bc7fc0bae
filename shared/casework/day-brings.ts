import type { CalendarDay } from '../base/calendar-day.ts'
import type { DataOf } from '../journal/data.ts'
import type { KindName } from '../journal/kinds.ts'
import { validationDayBrings } from '../validations/validation-wakes.ts'
import type { Casework } from './casework.ts'

/** What the calendar makes of a row on a day: an entry of the rules. */
export type Brought = { [K in KindName]: { kind: K; data: DataOf<K> } }[KindName]

/**
 * What the day brings on which a row wakes; null where the calendar has nothing to say of its type. Whether it is still so
 * is for the rule of the entry to find out: it knows the file. That rule sets the next day the row wakes on, or none, so
 * days on which nobody looked are caught up one after another.
 */
export function dayBrings(row: Casework, on: CalendarDay): Brought | null {
  const { id, actionId, work } = row
  switch (work.type) {
    case 'plan':
      return { kind: 'instalment.late', data: { planId: id, actionId, on } }
    case 'payment':
      return { kind: 'payment.missed', data: { paymentId: id, actionId, on } }
    case 'promise':
      return { kind: 'promise.broken', data: { promiseId: id, actionId, on } }
    case 'validation':
      return validationDayBrings({ ...row, work }, on)
    case 'creditNote':
      return null
  }
}
