import { type CalendarDay, addDays, addMonths } from '../base/calendar-day.ts'

/** How far apart the instalments of a plan are proposed; `free` keeps the days somebody chose. */
export const FREQUENCIES = ['week', 'twoWeeks', 'month', 'quarter', 'free'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** An instalment while a plan is being made: nobody typed its amount yet, or somebody did and it stays. */
export type DraftInstalment = { id: string; dueOn: CalendarDay; amountMinor: number; typed: boolean }

/** The amount in so many equal parts, minor units; what cannot be divided falls on the last. */
export function evenAmounts(totalMinor: number, count: number): number[] {
  const share = Math.floor(totalMinor / count)
  return Array.from({ length: count }, (_, at) =>
    at === count - 1 ? totalMinor - share * (count - 1) : share,
  )
}

/**
 * The day of each instalment. Months are counted from the first day, not from the one before, so that a plan of the 31st
 * is back on the 31st after February. `free` keeps the days there are and goes on by month.
 */
export function instalmentDays(
  firstOn: CalendarDay,
  frequency: Frequency,
  count: number,
  chosen: readonly CalendarDay[] = [],
): CalendarDay[] {
  const lastChosen = chosen.at(-1) ?? firstOn
  const from = Math.max(chosen.length - 1, 0)
  return Array.from({ length: count }, (_, at) => {
    switch (frequency) {
      case 'week':
        return addDays(firstOn, 7 * at)
      case 'twoWeeks':
        return addDays(firstOn, 14 * at)
      case 'month':
        return addMonths(firstOn, at)
      case 'quarter':
        return addMonths(firstOn, 3 * at)
      case 'free':
        return chosen[at] ?? addMonths(lastChosen, at - from)
    }
  })
}

/** An even plan: so many instalments of an amount, the first on a day. One id for each. */
export function evenSchedule(
  totalMinor: number,
  ids: readonly string[],
  firstOn: CalendarDay,
  frequency: Frequency,
  chosen: readonly CalendarDay[] = [],
): DraftInstalment[] {
  const amounts = evenAmounts(totalMinor, ids.length)
  const days = instalmentDays(firstOn, frequency, ids.length, chosen)
  return ids.map((id, at) => ({
    id,
    dueOn: days[at] ?? firstOn,
    amountMinor: amounts[at] ?? 0,
    typed: false,
  }))
}

/**
 * The schedule after somebody typed one amount. What is left is spread evenly over the later instalments that nobody
 * typed; where there are none, or nothing is left for them, nothing else moves and the difference is to be shown.
 */
export function withAmount(
  schedule: readonly DraftInstalment[],
  index: number,
  amountMinor: number,
  totalMinor: number,
): DraftInstalment[] {
  const next = schedule.map((one, at) => (at === index ? { ...one, amountMinor, typed: true } : one))
  const open = next.flatMap((one, at) => (at > index && !one.typed ? [at] : []))
  const rest = totalMinor - sumOf(next.filter((_, at) => !open.includes(at)))
  if (open.length === 0 || rest < open.length) return next
  const amounts = evenAmounts(rest, open.length)
  for (const [order, at] of open.entries()) {
    const one = next[at]
    if (one) next[at] = { ...one, amountMinor: amounts[order] ?? 0 }
  }
  return next
}

/** The schedule with one day moved; the others stay. */
export function withDay(
  schedule: readonly DraftInstalment[],
  index: number,
  dueOn: CalendarDay,
): DraftInstalment[] {
  return schedule.map((one, at) => (at === index ? { ...one, dueOn } : one))
}

/** How far the instalments are from what they must add up to; positive where something is missing. */
export function missingMinor(schedule: readonly { amountMinor: number }[], totalMinor: number): number {
  return totalMinor - sumOf(schedule)
}

/** What some amounts add up to, minor units. */
export function sumOf(parts: readonly { amountMinor: number }[]): number {
  return parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}
