import type { CalendarDay } from '../base/calendar-day.ts'
import type { CaseworkOf } from '../casework/casework.ts'
import { creditNoteAfter } from './credit-note-states.ts'

/**
 * The row of a request whose case closes: one not approved yet is withdrawn. What accounting is to issue is issued and
 * found in the books all the same.
 */
export function endedRequest(row: CaseworkOf<'creditNote'>, on: CalendarDay): CaseworkOf<'creditNote'> {
  const { state } = row.work
  if (state !== 'drafted' && state !== 'inValidation') return row
  return { ...row, work: { ...row.work, state: creditNoteAfter(state, 'withdraw'), endedOn: on } }
}
