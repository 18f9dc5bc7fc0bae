import type { AgendaRow } from '../agenda/agenda-row.ts'
import { type CalendarDay, daysBetween } from '../base/calendar-day.ts'
import type { CurrencyCode } from '../base/amount.ts'
import type { PlanRule } from '../company/settings.ts'
import { lateFrom } from './instalment-states.ts'
import type { PlanPile } from './plan-standing.ts'

/** A plan as a list tells of it, without its file: the one that runs in an action, or the last one that did. */
export type PlanRow<Row> = {
  row: Row
  pile: PlanPile
  currency: CurrencyCode
  /** All that is still to come, minor units. */
  remainingMinor: number
  /** Calendar days since the oldest unpaid instalment was due; 0 when none is. */
  overdueDays: number
}

/** Plans of one pile, in one currency. */
export type PileSum = { count: number; remainingMinor: number }

/** The plans of one currency; amounts in its minor units. */
export type CurrencyPortfolio = {
  currency: CurrencyCode
  piles: Record<PlanPile, PileSum>
  /** What is left of the plans that run or are broken. */
  remainingMinor: number
  /** As much of it as is in plans of which something is overdue for more than 30 days. */
  overdue30Minor: number
}

const AT_RISK_DAYS = 30

/** The plans among the rows of lists, the longest overdue first, then the larger ones. */
export function planRows<Row extends Pick<AgendaRow, 'id' | 'work'>>(
  rows: Iterable<Row>,
  today: CalendarDay,
  rule: PlanRule,
): PlanRow<Row>[] {
  const plans: PlanRow<Row>[] = []
  for (const row of rows) {
    const plan = row.work?.plan
    if (!plan) continue
    const { state, currency, unpaid } = plan
    const isLate = unpaid.some((one) => today >= lateFrom(one, rule))
    const pile = state === 'offered' || state === 'agreed' ? (isLate ? 'late' : 'onTrack') : state
    const [oldest] = unpaid
    plans.push({
      row,
      pile,
      currency,
      remainingMinor: unpaid.reduce((sum, { leftMinor }) => sum + leftMinor, 0),
      overdueDays: oldest ? Math.max(0, daysBetween(oldest.dueOn, today)) : 0,
    })
  }
  return plans.sort(
    (a, b) =>
      b.overdueDays - a.overdueDays || b.remainingMinor - a.remainingMinor || (a.row.id < b.row.id ? -1 : 1),
  )
}

/** Some plans added up, currency by currency. A plan in the place of another stands for it. */
export function portfolioOf(plans: readonly Omit<PlanRow<unknown>, 'row'>[]): CurrencyPortfolio[] {
  const byCurrency = new Map<CurrencyCode, CurrencyPortfolio>()
  for (const { currency, pile, remainingMinor, overdueDays } of plans) {
    const sum = byCurrency.get(currency) ?? emptyPortfolio(currency)
    byCurrency.set(currency, sum)
    sum.piles[pile].count += 1
    sum.piles[pile].remainingMinor += remainingMinor
    if (pile !== 'onTrack' && pile !== 'late' && pile !== 'broken') continue
    sum.remainingMinor += remainingMinor
    if (overdueDays > AT_RISK_DAYS) sum.overdue30Minor += remainingMinor
  }
  return [...byCurrency.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

/** PAR(30): the share of what is left that lies in plans overdue for more than 30 days; null where nothing is left. */
export function par30({ remainingMinor, overdue30Minor }: CurrencyPortfolio): number | null {
  return remainingMinor > 0 ? overdue30Minor / remainingMinor : null
}

/** The promises that ended among the rows, by the last one of each action; the rate is null where none has ended. */
export function promisesKept(rows: Iterable<Pick<AgendaRow, 'work'>>): {
  kept: number
  broken: number
  rate: number | null
} {
  let kept = 0
  let broken = 0
  for (const { work } of rows) {
    if (work?.promise?.state === 'kept') kept += 1
    if (work?.promise?.state === 'broken') broken += 1
  }
  return { kept, broken, rate: kept + broken > 0 ? kept / (kept + broken) : null }
}

function emptyPortfolio(currency: CurrencyCode): CurrencyPortfolio {
  const none = (): PileSum => ({ count: 0, remainingMinor: 0 })
  return {
    currency,
    piles: {
      onTrack: none(),
      late: none(),
      kept: none(),
      broken: none(),
      renegotiated: none(),
      withdrawn: none(),
    },
    remainingMinor: 0,
    overdue30Minor: 0,
  }
}
