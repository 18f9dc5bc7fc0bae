import type { CalendarDay } from '../base/calendar-day.ts'
import { addDays } from '../base/calendar-day.ts'
import type { CaseworkOf } from '../casework/casework.ts'
import { isUnderWay } from './validation-states.ts'
import { KEEPS_DAYS } from './validation-wakes.ts'

/** The row of a validation that is withdrawn; the same row where it has ended already. */
export function withdrawnValidation(
  row: CaseworkOf<'validation'>,
  on: CalendarDay,
): CaseworkOf<'validation'> {
  if (!isUnderWay(row.work.state)) return row
  return {
    ...row,
    work: { ...row.work, state: 'withdrawn', endedOn: on },
    wakesOn: addDays(on, KEEPS_DAYS),
  }
}
