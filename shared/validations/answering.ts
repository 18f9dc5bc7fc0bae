import type { CalendarDay } from '../base/calendar-day.ts'
import { must } from '../base/must.ts'
import type { Company } from '../company/company.ts'
import type { Person } from '../people/person.ts'
import type { Answer, Level, Validation } from './validation.ts'
import { VALIDATION_STATES_AFTER, type ValidationMove, isUnderWay } from './validation-states.ts'
import { isAskedAt, isOneOf, isSameAsked } from './who-is-asked.ts'

/**
 * Why somebody cannot answer a validation now.
 * - `ownRequest`: they asked it themselves
 * - `notAsked`: this level asks others
 * - `askedBack`: somebody has asked back, and who asked is to explain first
 * - `answered`: they have answered this level, or the validation has ended
 */
export type CannotAnswer = 'ownRequest' | 'notAsked' | 'askedBack' | 'answered'

/** Whether somebody may answer a validation now, and if not why. The screen and the rule ask the same. */
export function whyNotAnswer(validation: Validation, person: Person | undefined): CannotAnswer | null {
  if (!person) return 'notAsked'
  if (person.id === validation.askedBy) return 'ownRequest'
  const level = levelNow(validation)
  if (!isEverAsked(validation, person)) return 'notAsked'
  if (!isUnderWay(validation.state)) return 'answered'
  if (!isAskedAt(level, person, validation.askedBy)) return 'notAsked'
  if (validation.state === 'askedBack') return 'askedBack'
  return hasDecided(level, person.id) ? 'answered' : null
}

/** Whether somebody is asked at any level of a validation. */
export function isEverAsked({ levels, askedBy }: Validation, person: Person): boolean {
  return levels.some((level) => isAskedAt(level, person, askedBy))
}

/** Whether a validation waits for somebody's answer: what their pending list shows. */
export function waitsFor(validation: Validation, person: Person): boolean {
  return whyNotAnswer(validation, person) === null
}

/** The level that is to answer now. */
export function levelNow({ levels, level }: Validation): Level {
  return must(levels[level], 'the level that is asked')
}

/** An answer that asks back is no decision yet: who asked back decides when it has been explained. */
export function hasDecided({ answers }: Level, personId: string): boolean {
  return answers.some(({ by, answer }) => by === personId && answer !== 'askedBack')
}

/** Who decided a level, or asked back, last. */
export function lastAnswerOf(level: Level | undefined): Level['answers'][number] | null {
  return level?.answers.at(-1) ?? null
}

/**
 * Whether a level has all the approvals it needs. `one`: anybody's. `all`: somebody of each that was asked, as far as
 * anybody is left to speak for them; one of those it was escalated to is enough.
 */
export function isApproved(level: Level, askedBy: string, company: Company): boolean {
  const approvers = level.answers.flatMap(({ by, answer }) => {
    const person = answer === 'approved' ? company.people.get(by) : undefined
    return person ? [person] : []
  })
  if (approvers.length === 0) return false
  if (level.needs === 'one') return true
  if (level.escalated.some((one) => approvers.some((person) => isOneOf(one, person)))) return true
  const needed = level.asked.filter((one) => !level.escalated.some((other) => isSameAsked(one, other)))
  return needed.every((one) => {
    const able = [...company.people.values()]
      .filter(({ id }) => id !== askedBy)
      .filter((p) => isOneOf(one, p))
    return able.length === 0 || able.some(({ id }) => approvers.some((person) => person.id === id))
  })
}

/** What an answer makes of a validation. The caller has asked `whyNotAnswer` before. */
export function answered(
  validation: Validation,
  by: string,
  answer: Answer,
  comment: string | null,
  on: CalendarDay,
  company: Company,
): Validation {
  const level = {
    ...levelNow(validation),
    answers: [...levelNow(validation).answers, { by, answer, comment, on }],
  }
  const levels = validation.levels.with(validation.level, level)
  const isLast = validation.level === validation.levels.length - 1
  const isDone = answer === 'approved' && isApproved(level, validation.askedBy, company)
  const move = moveOf(answer, isDone && isLast)
  const state = must(VALIDATION_STATES_AFTER[validation.state][move], 'a move the state allows')
  return {
    ...validation,
    levels,
    state,
    level: isDone && !isLast ? validation.level + 1 : validation.level,
    reminders: isDone && !isLast ? 0 : validation.reminders,
    endedOn: isUnderWay(state) ? null : on,
  }
}

function moveOf(answer: Answer, ends: boolean): ValidationMove {
  switch (answer) {
    case 'approved':
      return ends ? 'approve' : 'approveLevel'
    case 'refused':
      return 'refuse'
    case 'askedBack':
      return 'askBack'
  }
}
