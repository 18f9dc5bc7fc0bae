import type { CalendarDay } from '../base/calendar-day.ts'
import type { Company } from '../company/company.ts'
import { invalid } from '../journal/entry-kind.ts'
import type { Refusal } from '../journal/outcome.ts'
import { type AmountAsked, type LevelAsked, leftAmong, levelsByAmount, levelsToAsk } from './levels.ts'
import type { Level, Validation } from './validation.ts'

/** What somebody asks. Without levels the company's rule says by the amount who is asked. */
export type Question = {
  question: string
  aboutId: string | null
  amount: AmountAsked | null
  dueOn: CalendarDay
  levels: readonly LevelAsked[]
}

/** The validation a question opens and how many levels nobody was there to answer, or what is wrong with the question. */
export function askedValidation(
  { question, aboutId, amount, dueOn, levels: wanted }: Question,
  askedBy: string,
  on: CalendarDay,
  company: Company,
): { validation: Validation; skipped: number } | { refusal: Refusal } {
  const problem = questionProblem({ amount, dueOn, levels: wanted }, on, company)
  if (problem) return { refusal: problem }
  const { levels, skipped } = freshLevels(wanted, amount, askedBy, on, company)
  if (levels.length === 0) return { refusal: invalid('data.levels', 'nobody is left who could answer') }
  const validation: Validation = {
    type: 'validation',
    state: 'open',
    question,
    aboutId,
    amountMinor: amount?.minor ?? null,
    currency: amount?.currency ?? null,
    dueOn,
    askedBy,
    askedOn: on,
    levels,
    level: 0,
    reminders: 0,
    endedOn: null,
  }
  return { validation, skipped }
}

/** What is wrong with a question, at its field: the screen says it at the tap, the rule refuses it. */
export function questionProblem(
  { amount, dueOn, levels }: Pick<Question, 'amount' | 'dueOn' | 'levels'>,
  on: CalendarDay,
  company: Company,
): Refusal | null {
  if (dueOn < on) return invalid('data.dueOn', 'a date in the past')
  if (amount && amount.minor <= 0) return invalid('data.amountMinor', 'more than nothing')
  const [left] = leftAmong(levels, company)
  return left ? invalid(`data.levels.${left.level}.asked.${left.at}`, 'nobody here any more') : null
}

/** Levels that nobody has answered yet: those wanted, or where none are, those of the company's rule. */
export function freshLevels(
  wanted: readonly LevelAsked[],
  amount: AmountAsked | null,
  askedBy: string,
  on: CalendarDay,
  company: Company,
): { levels: Level[]; skipped: number } {
  const { validationRule } = company
  const asked = wanted.length > 0 ? wanted : levelsByAmount(validationRule, amount, company, on)
  const { levels, skipped } = levelsToAsk(asked, askedBy, company)
  return { levels: levels.map((level) => ({ ...level, answers: [], escalated: [] })), skipped }
}
