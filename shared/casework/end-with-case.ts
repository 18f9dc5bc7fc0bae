import type { CalendarDay } from '../base/calendar-day.ts'
import { endedRequest } from '../credit-notes/ending.ts'
import { PLAN_RUNS } from '../plans/plan-states.ts'
import { withdrawnValidation } from '../validations/ending.ts'
import type { Casework, WorkType } from './casework.ts'

/** What becomes of each type of work when its case closes. A type that is forgotten does not compile. */
const ENDS: { [T in WorkType]: (row: Casework, on: CalendarDay) => Casework } = {
  validation: (row, on) =>
    row.work.type === 'validation' ? withdrawnValidation({ ...row, work: row.work }, on) : row,
  creditNote: (row, on) =>
    row.work.type === 'creditNote' ? endedRequest({ ...row, work: row.work }, on) : row,
  plan: (row, on) =>
    row.work.type === 'plan' && PLAN_RUNS[row.work.state]
      ? { ...row, wakesOn: null, work: { ...row.work, state: 'withdrawn', endedOn: on } }
      : row,
  payment: (row) => row,
  promise: (row, on) =>
    row.work.type === 'promise' && row.work.state === 'open'
      ? { ...row, wakesOn: null, work: { ...row.work, state: 'withdrawn', endedOn: on } }
      : row,
}

/** The row of a piece of work after its case has closed; the same row where that changes nothing. */
export function endedWithCase(row: Casework, on: CalendarDay): Casework {
  return row.removed ? row : ENDS[row.work.type](row, on)
}
