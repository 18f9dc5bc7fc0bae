import type { CalendarDay } from '../base/calendar-day.ts'
import type { Company } from '../company/company.ts'
import { type AmountAsked, type LevelsToAsk, levelsByAmount, levelsToAsk } from './levels.ts'
import type { Asked } from './validation.ts'
import { isOneOf } from './who-is-asked.ts'

/** Whom a question of somebody about an amount would go to by the company's rule. */
export function proposedLevels(
  amount: AmountAsked | null,
  askedBy: string,
  company: Company,
  on: CalendarDay,
): LevelsToAsk {
  return levelsToAsk(levelsByAmount(company.validationRule, amount, company, on), askedBy, company)
}

/** Whom somebody may ask: departments and roles in which others work, then colleagues by name. */
export function whoCanBeAsked(askedBy: string, company: Company): Asked[] {
  const others = [...company.people.values()].filter(({ id }) => id !== askedBy)
  const hasSomebody = (asked: Asked) => others.some((person) => isOneOf(asked, person))
  const departments = company.departments
    .filter(({ data }) => data.active)
    .map(({ id }): Asked => ({ type: 'department', id }))
  const roles = [...new Set(others.map(({ role }) => role))].map((id): Asked => ({ type: 'role', id }))
  const people = others
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ id }): Asked => ({ type: 'person', id }))
  return [...departments, ...roles, ...people].filter(hasSomebody)
}

const collator = new Intl.Collator()
