import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type Casework, type CaseworkOf, workOf } from '../casework/casework.ts'
import type { Person } from '../people/person.ts'
import { levelNow, waitsFor } from './answering.ts'
import type { Asked, ValidationState } from './validation.ts'
import { isUnderWay } from './validation-states.ts'
import { isAskedAt } from './who-is-asked.ts'

/** A question that waits for an answer or an explanation, as lists show it without opening its file. */
export type Pending = {
  id: string
  state: ValidationState
  question: string
  amountMinor: number | null
  currency: CurrencyCode | null
  dueOn: CalendarDay
  askedBy: string
  /** Who is asked at the level that answers now, and who of them has decided already. */
  asked: readonly Asked[]
  decided: readonly string[]
}

/** The questions of an action that are under way, the earliest due first. */
export function pendingIn(actionId: string, file: { casework: readonly Casework[] }): Pending[] {
  return byDueDate(workOf(file, 'validation', actionId).filter(({ work }) => isUnderWay(work.state))).map(
    ({ id, work }) => {
      const { state, question, amountMinor, currency, dueOn, askedBy } = work
      const { asked, answers } = levelNow(work)
      const decided = answers.filter(({ answer }) => answer !== 'askedBack').map(({ by }) => by)
      return { id, state, question, amountMinor, currency, dueOn, askedBy, asked, decided }
    },
  )
}

/** What a pending question waits for from somebody: their answer, their explanation, or nothing. */
export function pendingFor(
  { state, asked, askedBy, decided }: Pending,
  person: Person,
): 'answer' | 'explanation' | null {
  if (state === 'askedBack') return askedBy === person.id ? 'explanation' : null
  return isAskedAt({ asked }, person, askedBy) && !decided.includes(person.id) ? 'answer' : null
}

/** The validations of a file that wait for somebody's answer, the earliest due first. */
export function validationsFor(
  person: Person,
  file: { casework: readonly Casework[] },
): CaseworkOf<'validation'>[] {
  return byDueDate(workOf(file, 'validation').filter(({ work }) => waitsFor(work, person)))
}

/** Whether a question is late by a day. While somebody has asked back it is with who asked, and late all the same. */
export function isLateValidation(
  { state, dueOn }: { state: ValidationState; dueOn: CalendarDay },
  today: CalendarDay,
): boolean {
  return isUnderWay(state) && dueOn < today
}

function byDueDate(rows: CaseworkOf<'validation'>[]): CaseworkOf<'validation'>[] {
  return rows.sort((a, b) => (`${a.work.dueOn} ${a.id}` < `${b.work.dueOn} ${b.id}` ? -1 : 1))
}
