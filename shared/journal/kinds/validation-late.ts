import * as z from 'zod/mini'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { workIn } from '../../casework/work-of-case.ts'
import type { Company } from '../../company/company.ts'
import { levelNow } from '../../validations/answering.ts'
import type { Validation } from '../../validations/validation.ts'
import { canMove } from '../../validations/validation-states.ts'
import { validationWakes } from '../../validations/validation-wakes.ts'
import { isSameAsked, peopleAsked } from '../../validations/who-is-asked.ts'
import { noop } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** The calendar reminds of a validation that is late; after so many reminders others are asked besides. */
export const validationLate = entryKind({
  name: 'validation.late',
  v: 1,
  subject: 'client',
  data: z.strictObject({ validationId: idSchema, actionId: idSchema, on: calendarDaySchema }),
  may: NOBODY,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company }) {
    const { validationId, actionId, on } = entry.data
    const found = workIn(file, 'validation', validationId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (!canMove(row.work.state, 'remind') || row.wakesOn === null || row.wakesOn > on)
      return noop('alreadySo')
    const work = reminded(row.work, company)
    const wakesOn = validationWakes(work, company.validationRule, on, on)
    const draft = new FileDraft(file)
    draft.put({ table: 'casework', row: { ...row, work, wakesOn } })
    const isEscalated = levelNow(work).escalated.length > levelNow(row.work).escalated.length
    return draft.applied({
      actionId: row.actionId,
      details: { reminder: work.reminders, ...(isEscalated && { escalated: true }) },
    })
  },
})

function reminded(validation: Validation, company: Company): Validation {
  const { escalateAfter, escalateTo } = company.validationRule
  const reminders = validation.reminders + 1
  if (reminders !== escalateAfter) return { ...validation, reminders }
  const level = levelNow(validation)
  const others = escalateTo.filter(
    (one) =>
      !level.asked.some((other) => isSameAsked(one, other)) &&
      peopleAsked([one], validation.askedBy, company).length > 0,
  )
  const wider = {
    ...level,
    asked: [...level.asked, ...others],
    escalated: [...level.escalated, ...others],
  }
  return {
    ...validation,
    reminders,
    levels: validation.levels.with(validation.level, wider),
  }
}
