import * as z from 'zod/mini'
import {
  type CalendarDay,
  addDays,
  calendarDaySchema,
  dayIn,
  daysBetween,
  laterDay,
} from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import type { CaseworkOf } from '../../casework/casework.ts'
import { workIn } from '../../casework/work-of-case.ts'
import type { Company } from '../../company/company.ts'
import { levelNow } from '../../validations/answering.ts'
import { askedInstead, isStranded } from '../../validations/stranded.ts'
import type { Asked, Validation } from '../../validations/validation.ts'
import { canMove } from '../../validations/validation-states.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { isSameAsked, peopleAsked } from '../../validations/who-is-asked.ts'
import { type Decision, noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/**
 * The calendar reminds of a validation that is late; after so many reminders others are asked besides, and at once where
 * nobody is left to answer.
 */
export const validationLate = entryKind({
  name: 'validation.late',
  v: 1,
  subject: 'client',
  data: z.strictObject({ validationId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, at }) {
    const { validationId, actionId, on } = entry.data
    const found = workIn(file, 'validation', validationId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (!canMove(row.work.state, 'remind')) return noop('alreadySo')
    const isDue = row.wakesOn !== null && row.wakesOn <= on
    const instead = isStranded(row.work, company) ? askedInstead(row.work, company) : []
    if (!isDue && instead.length === 0) return soonerByRule(row, on, company)

    // What was missed while no server ran is one reminder, with the number it would have.
    const today = laterDay(on, dayIn(company.timeZone, at))
    const { remindDays } = company.validationRule
    const missed = Math.floor(daysBetween(on, today) / remindDays)
    const told = isDue ? reminded(row.work, 1 + missed, company) : row.work
    const work = widened(told, instead)
    const remindedOn = addDays(on, missed * remindDays)
    const wakesOn = isDue ? validationWakes(work, company.validationRule, remindedOn, today) : row.wakesOn
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: { ...row, work, wakesOn } })
    const isEscalated = levelNow(work).escalated.length > levelNow(row.work).escalated.length
    return draft.applied({
      actionId: row.actionId,
      details: { reminder: work.reminders, ...(isEscalated && { escalated: true }) },
    })
  },
})

function reminded(validation: Validation, times: number, company: Company): Validation {
  const { escalateAfter, escalateTo } = company.validationRule
  const reminders = validation.reminders + times
  const isTime = validation.reminders < escalateAfter && reminders >= escalateAfter
  const others = isTime
    ? escalateTo.filter((one) => peopleAsked([one], validation.askedBy, company).length > 0)
    : []
  return widened({ ...validation, reminders }, others)
}

/** Others are asked besides at the level that is to answer; the approval of one of them is enough. */
function widened(validation: Validation, others: readonly Asked[]): Validation {
  const level = levelNow(validation)
  const added = others.filter((one) => !level.asked.some((other) => isSameAsked(one, other)))
  if (added.length === 0) return validation
  const asked = [...level.asked, ...added]
  const wider = { ...level, asked, escalated: [...level.escalated, ...added] }
  return { ...validation, levels: validation.levels.with(validation.level, wider) }
}

/** Nothing to tell yet; where the company reminds more often by now, the next time comes sooner. */
function soonerByRule(row: CaseworkOf<'validation'>, on: CalendarDay, company: Company): Decision {
  if (row.wakesOn === null) return noop('alreadySo')
  const byRule = laterDay(addDays(row.work.dueOn, 1), addDays(on, company.validationRule.remindDays))
  const wakesOn = byRule < row.wakesOn ? byRule : row.wakesOn
  return { type: 'noop', reason: 'alreadySo', rows: [{ table: 'casework', row: { ...row, wakesOn } }] }
}
