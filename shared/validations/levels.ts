import { type CurrencyCode, convertMinor } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { Company } from '../company/company.ts'
import type { ValidationRule } from '../company/settings.ts'
import { rateOn } from '../figures/client-figures.ts'
import type { Asked, Level } from './validation.ts'
import { isOneOf, isSameAsked, peopleAsked } from './who-is-asked.ts'

/** Who is asked at a level, and whether one of them is enough, before anybody has answered. */
export type LevelAsked = Pick<Level, 'asked' | 'needs'>

/** An amount that is to be approved. */
export type AmountAsked = { minor: number; currency: CurrencyCode }

/** The levels to ask, and how many were skipped because nobody is there to answer them. */
export type LevelsToAsk = { levels: LevelAsked[]; skipped: number }

const ADMINISTRATORS: Asked = { type: 'role', id: 'administrator' }

/**
 * The levels that the company's rule asks about an amount: each one up to that which covers it, by the rate of the day.
 * An amount whose currency has no rate could be any, and asks them all; no amount asks the first.
 */
export function levelsByAmount(
  { levels }: ValidationRule,
  amount: AmountAsked | null,
  company: Company,
  on: CalendarDay,
): LevelAsked[] {
  const rate = amount && rateOn(company, amount.currency, on)
  const worth =
    amount === null
      ? 0
      : rate === null
        ? Number.POSITIVE_INFINITY
        : convertMinor(amount.minor, amount.currency, company.currency, rate)
  const covering = levels.findIndex(({ upToMinor }) => upToMinor === null || worth <= upToMinor)
  const asked = covering < 0 ? levels : levels.slice(0, covering + 1)
  return asked.map((level) => ({ asked: level.asked, needs: 'one' }))
}

/**
 * The levels that somebody can answer, never who asks. A level without anybody is skipped; where it is the last one, the
 * word that counts most, another takes its place: the next of the company's rule that has somebody, else the
 * administrators. Nothing at all is left where nobody else works here.
 */
export function levelsToAsk(
  wanted: readonly LevelAsked[],
  askedBy: string,
  company: Company,
  rule: ValidationRule = company.validationRule,
): LevelsToAsk {
  const hasSomebody = ({ asked }: LevelAsked) => peopleAsked(asked, askedBy, company).length > 0
  const levels = wanted.filter(hasSomebody)
  const skipped = wanted.length - levels.length
  const last = wanted.at(-1)
  if (last && hasSomebody(last)) return { levels, skipped }
  const others = [...rule.levels.map(({ asked }) => asked), [ADMINISTRATORS]]
    .filter((asked) => !levels.some((level) => areSameAsked(level.asked, asked)))
    .map((asked): LevelAsked => ({ asked, needs: 'one' }))
  const instead = others.find(hasSomebody)
  return { levels: instead ? [...levels, instead] : levels, skipped }
}

function areSameAsked(a: readonly Asked[], b: readonly Asked[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => isSameAsked(one, other)))
}

/** Whom a level names that nobody can answer for any more: by level and place, for the field that is to be mended. */
export function leftAmong(levels: readonly LevelAsked[], company: Company): { level: number; at: number }[] {
  return levels.flatMap(({ asked }, level) =>
    asked.flatMap((one, at) => (isKnown(one, company) ? [] : [{ level, at }])),
  )
}

/** A person who works here and may answer, or a department there is; a role is always one. */
function isKnown(asked: Asked, company: Company): boolean {
  switch (asked.type) {
    case 'person': {
      const person = company.people.get(asked.id)
      return person !== undefined && isOneOf(asked, person)
    }
    case 'department':
      return company.departments.some(({ id, data }) => id === asked.id && data.active)
    case 'role':
      return true
  }
}
