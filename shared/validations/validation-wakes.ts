import { type CalendarDay, addDays, laterDay } from '../base/calendar-day.ts'
import type { CaseworkOf } from '../casework/casework.ts'
import type { ValidationRule } from '../company/settings.ts'
import type { Validation } from './validation.ts'
import { canMove, isUnderWay } from './validation-states.ts'

/** Who was asked keeps the case so long after the end. */
export const KEEPS_DAYS = 30

/** A validation nobody answers is not told of for ever. */
const MOST_REMINDERS = 20

/**
 * The next day on which the calendar has something to say of a validation: the day after it was due, then every so many
 * days while it is late; once it has ended, the day its validators let go of the case. Null while somebody has asked
 * back: then who asked has it in their hands.
 */
export function validationWakes(
  validation: Validation,
  rule: ValidationRule,
  remindedOn: CalendarDay | null,
  today: CalendarDay,
): CalendarDay | null {
  const { state, dueOn, endedOn, reminders } = validation
  if (endedOn !== null) return addDays(endedOn, KEEPS_DAYS)
  if (!canMove(state, 'remind') || reminders >= MOST_REMINDERS) return null
  const late = addDays(dueOn, 1)
  return remindedOn === null
    ? laterDay(late, addDays(today, 1))
    : laterDay(late, addDays(remindedOn, rule.remindDays))
}

/** The entry that a day brings to a validation. */
export type ValidationDay = {
  kind: 'validation.late' | 'validation.forgotten'
  data: { actionId: string; validationId: string; on: CalendarDay }
}

/**
 * What a day brings: a reminder to a validation that is late, or the end of its validators' hold. Asked for each row
 * with `wakesOn` on or before `today`; the entry is of the day it woke, so that downtime is caught up day by day.
 */
export function validationDayBrings(row: CaseworkOf<'validation'>, today: CalendarDay): ValidationDay | null {
  const { wakesOn, work } = row
  if (row.removed || wakesOn === null || wakesOn > today) return null
  const data = { actionId: row.actionId, validationId: row.id, on: wakesOn }
  return { kind: isUnderWay(work.state) ? 'validation.late' : 'validation.forgotten', data }
}
