import * as z from 'zod/mini'
import { type CurrencyCode, amountMinorSchema, convertMinor, currencySchema } from '../base/amount.ts'
import { type CalendarDay, calendarDaySchema } from '../base/calendar-day.ts'
import { type Company } from '../company/company.ts'
import { type Item, isDisputed, isOpen } from '../items/item.ts'

/**
 * What one client owes in one currency. The open sum is kept per due day, so that overdue and ageing of any day
 * follow by function and nothing has to be rewritten at midnight. Minor units.
 */
export const currencyFiguresSchema = z.strictObject({
  currency: currencySchema,
  outstandingMinor: amountMinorSchema,
  disputedMinor: amountMinorSchema,
  openCount: z.int(),
  disputedCount: z.int(),
  dueMinor: z.record(calendarDaySchema, amountMinorSchema),
})
export type CurrencyFigures = z.infer<typeof currencyFiguresSchema>

/** Figures by currency; currencies without open items are not there. Sorted by currency. */
export type Figures = readonly CurrencyFigures[]

/** What an item counts for in the figures. */
export type ItemWeight = { outstandingMinor: number; disputedMinor: number; isDisputed: boolean }

/**
 * Open items count with their balance, credits negative. The disputed amount of an item is min(disputed part, balance),
 * never below 0; without a part it is the balance. Only items whose status is in category dispute are disputed.
 */
export function weightOf(item: Item, company: Company): ItemWeight | null {
  if (!isOpen(item)) return null
  const disputed = isDisputed(item, company)
  const part = item.disputedMinor ?? item.balanceMinor
  return {
    outstandingMinor: item.balanceMinor,
    disputedMinor: disputed ? Math.max(0, Math.min(part, item.balanceMinor)) : 0,
    isDisputed: disputed,
  }
}

export function figuresOf(items: Iterable<Item>, company: Company): Figures {
  const sum = createSum()
  for (const item of items) {
    const weight = weightOf(item, company)
    if (weight) sum.add(item.currency, item.dueOn, weight)
  }
  return sum.figures()
}

/** Counts many items into figures of its own: a copy of the figures an item would cost the square of a long file. */
function createSum() {
  const sums = new Map<CurrencyCode, CurrencyFigures>()
  return {
    add(currency: CurrencyCode, dueOn: CalendarDay, weight: ItemWeight) {
      let sum = sums.get(currency)
      if (!sum) sums.set(currency, (sum = emptyFigures(currency)))
      sum.outstandingMinor += weight.outstandingMinor
      sum.disputedMinor += weight.disputedMinor
      sum.openCount++
      if (weight.isDisputed) sum.disputedCount++
      const due = (sum.dueMinor[dueOn] ?? 0) + weight.outstandingMinor
      if (due === 0) delete sum.dueMinor[dueOn]
      else sum.dueMinor[dueOn] = due
    },
    figures: (): Figures => [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)),
  }
}

/** The figures after an item changed: proportional to the change, whatever the size of the file. */
export function figuresAfter(
  figures: Figures,
  before: Item | undefined,
  after: Item,
  company: Company,
): Figures {
  const without = before ? withItem(figures, before, -1, company) : figures
  return withItem(without, after, 1, company)
}

function withItem(figures: Figures, item: Item, sign: 1 | -1, company: Company): Figures {
  const weight = weightOf(item, company)
  return weight ? withWeight(figures, item.currency, item.dueOn, weight, sign) : figures
}

function withWeight(
  figures: Figures,
  currency: CurrencyCode,
  dueOn: CalendarDay,
  weight: ItemWeight,
  sign: 1 | -1,
): Figures {
  const at = figures.findIndex((candidate) => candidate.currency === currency)
  const was = figures[at] ?? emptyFigures(currency)
  const dueMinor = { ...was.dueMinor }
  const due = (dueMinor[dueOn] ?? 0) + sign * weight.outstandingMinor
  if (due === 0) delete dueMinor[dueOn]
  else dueMinor[dueOn] = due
  const next: CurrencyFigures = {
    currency,
    outstandingMinor: was.outstandingMinor + sign * weight.outstandingMinor,
    disputedMinor: was.disputedMinor + sign * weight.disputedMinor,
    openCount: was.openCount + sign,
    disputedCount: was.disputedCount + (weight.isDisputed ? sign : 0),
    dueMinor,
  }
  const others = figures.filter((candidate) => candidate.currency !== currency)
  return next.openCount === 0 ? others : [...others, next].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

export function emptyFigures(currency: CurrencyCode): CurrencyFigures {
  return { currency, outstandingMinor: 0, disputedMinor: 0, openCount: 0, disputedCount: 0, dueMinor: {} }
}

/** Figures of several clients together. */
export function sumFigures(all: Iterable<Figures>): Figures {
  const sums = new Map<CurrencyCode, CurrencyFigures>()
  for (const figures of all)
    for (const part of figures) {
      let sum = sums.get(part.currency)
      if (!sum) sums.set(part.currency, (sum = { ...emptyFigures(part.currency), dueMinor: {} }))
      sum.outstandingMinor += part.outstandingMinor
      sum.disputedMinor += part.disputedMinor
      sum.openCount += part.openCount
      sum.disputedCount += part.disputedCount
      for (const [day, minor] of Object.entries(part.dueMinor))
        sum.dueMinor[day] = (sum.dueMinor[day] ?? 0) + minor
    }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** Open sum past due on a day, minor units. Due on the day itself is not overdue. */
export function overdueMinor(figures: CurrencyFigures, today: CalendarDay): number {
  let sum = 0
  for (const [day, minor] of Object.entries(figures.dueMinor)) if (day < today) sum += minor
  return sum
}

/** Disputed ÷ outstanding as a fraction; null when nothing or less than nothing is outstanding. */
export function disputeRate(figures: CurrencyFigures): number | null {
  return figures.outstandingMinor > 0 ? figures.disputedMinor / figures.outstandingMinor : null
}

/** The rate in force on a day for a currency: the last one dated on or before it, as decimal text. */
export function rateOn(company: Company, from: CurrencyCode, day: CalendarDay): string | null {
  if (from === company.currency) return '1'
  return (
    company.exchangeRates.findLast(({ data }) => data.from === from && data.day <= day)?.data.rate ?? null
  )
}

/**
 * Open items in the company's currency: each converted with the rate of `day`, half-even, then summed.
 * Currencies without a rate stand apart in `unconverted`.
 */
export function figuresInCompanyCurrency(
  items: Iterable<Item>,
  company: Company,
  day: CalendarDay,
): { converted: CurrencyFigures; unconverted: CurrencyCode[] } {
  const unconverted = new Set<CurrencyCode>()
  const rates = new Map<CurrencyCode, string | null>()
  const sum = createSum()
  for (const item of items) {
    const weight = weightOf(item, company)
    if (!weight) continue
    if (item.currency === company.currency) {
      sum.add(item.currency, item.dueOn, weight)
      continue
    }
    let rate = rates.get(item.currency)
    if (rate === undefined) rates.set(item.currency, (rate = rateOn(company, item.currency, day)))
    if (rate === null) {
      unconverted.add(item.currency)
      continue
    }
    const convert = (minor: number) => convertMinor(minor, item.currency, company.currency, rate)
    sum.add(company.currency, item.dueOn, {
      ...weight,
      outstandingMinor: convert(weight.outstandingMinor),
      disputedMinor: convert(weight.disputedMinor),
    })
  }
  return {
    converted: sum.figures()[0] ?? emptyFigures(company.currency),
    unconverted: [...unconverted].sort(),
  }
}
