import * as z from 'zod/mini'
import type { CurrencyCode } from '../base/amount.ts'
import { type CalendarDay, isCalendarDay } from '../base/calendar-day.ts'
import { missingMinor } from './schedule.ts'

export const MOST_INSTALMENTS = 120

/** What can be wrong with a plan or a promise as it was typed. */
export const PLAN_PROBLEMS = [
  'noAmount',
  'notPositive',
  'tooPrecise',
  'noDay',
  'past',
  'outOfOrder',
  'none',
  'tooMany',
  'doesNotAddUp',
  'overBalance',
  'nothingOwed',
  'otherCurrency',
  'mixedCurrencies',
  'inOtherCase',
] as const
export const planProblemSchema = z.enum(PLAN_PROBLEMS)

/** One thing that is wrong, with the field it is wrong in, such as `instalments.2.amountMinor`. */
export type PlanProblem = {
  field: string
  problem: (typeof PLAN_PROBLEMS)[number]
  /** How far an amount is off, minor units; positive where something is missing. */
  byMinor: number | null
}

/** What somebody is about to agree on; an amount that is no amount yet is null. */
export type PlanDraft = {
  currency: CurrencyCode
  owedMinor: number
  feeMinor: number
  instalments: readonly { dueOn: CalendarDay; amountMinor: number | null }[]
}

/** What a plan must fit: what the items of its case are open for, by currency. */
export type Owed = ReadonlyMap<CurrencyCode, number>

/** Everything that is wrong with a plan, first fields first; empty when it can be made. `today` is fine for a day. */
export function planProblems(draft: PlanDraft, owed: Owed, today: CalendarDay): PlanProblem[] {
  const { currency, owedMinor, feeMinor, instalments } = draft
  const problems: PlanProblem[] = [...currencyProblems(currency, owed)]
  if (problems.length === 0) problems.push(...amountProblems('owedMinor', owedMinor))
  const over = owedMinor - (owed.get(currency) ?? 0)
  if (problems.length === 0 && over > 0)
    problems.push({ field: 'owedMinor', problem: 'overBalance', byMinor: -over })
  if (feeMinor !== 0) problems.push(...amountProblems('feeMinor', feeMinor))
  if (instalments.length === 0) problems.push({ field: 'instalments', problem: 'none', byMinor: null })
  if (instalments.length > MOST_INSTALMENTS)
    problems.push({ field: 'instalments', problem: 'tooMany', byMinor: null })
  let latest: CalendarDay | null = null
  let isComplete = instalments.length > 0
  for (const [at, { dueOn, amountMinor }] of instalments.entries()) {
    const ofDay = dayProblem(dueOn, today, latest)
    if (ofDay) problems.push({ field: `instalments.${at}.dueOn`, problem: ofDay, byMinor: null })
    if (isCalendarDay(dueOn) && (latest === null || dueOn > latest)) latest = dueOn
    const ofAmount = amountProblems(`instalments.${at}.amountMinor`, amountMinor)
    problems.push(...ofAmount)
    isComplete &&= ofAmount.length === 0
  }
  const missing = missingMinor(
    instalments.map(({ amountMinor }) => ({ amountMinor: amountMinor ?? 0 })),
    owedMinor + feeMinor,
  )
  if (isComplete && missing !== 0)
    problems.push({ field: 'instalments', problem: 'doesNotAddUp', byMinor: missing })
  return problems
}

/** What is wrong with a promise to pay: the same fields, one amount on one day. */
export function promiseProblems(
  promise: { currency: CurrencyCode; amountMinor: number | null; promisedOn: CalendarDay },
  owed: Owed,
  today: CalendarDay,
): PlanProblem[] {
  const { currency, amountMinor, promisedOn } = promise
  // A promise names its own currency: items of another one are none of its business.
  const isOwed = (owed.get(currency) ?? 0) > 0
  const problems: PlanProblem[] = isOwed ? [] : currencyProblems(currency, owed)
  problems.push(...amountProblems('amountMinor', amountMinor))
  const over = (amountMinor ?? 0) - (owed.get(currency) ?? 0)
  if (problems.length === 0 && over > 0)
    problems.push({ field: 'amountMinor', problem: 'overBalance', byMinor: -over })
  const ofDay = dayProblem(promisedOn, today, null)
  if (ofDay) problems.push({ field: 'promisedOn', problem: ofDay, byMinor: null })
  return problems
}

function currencyProblems(currency: CurrencyCode, owed: Owed): PlanProblem[] {
  const currencies = [...owed].filter(([, minor]) => minor > 0).map(([code]) => code)
  if (currencies.length > 1) return [{ field: 'currency', problem: 'mixedCurrencies', byMinor: null }]
  if (currencies.length === 0) return [{ field: 'owedMinor', problem: 'nothingOwed', byMinor: null }]
  return currencies[0] === currency ? [] : [{ field: 'currency', problem: 'otherCurrency', byMinor: null }]
}

function amountProblems(field: string, amountMinor: number | null): PlanProblem[] {
  if (amountMinor === null) return [{ field, problem: 'noAmount', byMinor: null }]
  if (!Number.isSafeInteger(amountMinor)) return [{ field, problem: 'tooPrecise', byMinor: null }]
  return amountMinor > 0 ? [] : [{ field, problem: 'notPositive', byMinor: null }]
}

function dayProblem(
  day: CalendarDay,
  today: CalendarDay,
  latest: CalendarDay | null,
): PlanProblem['problem'] | null {
  if (!isCalendarDay(day)) return 'noDay'
  if (day < today) return 'past'
  return latest !== null && day < latest ? 'outOfOrder' : null
}
