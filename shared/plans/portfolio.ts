import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type Casework, workOf } from '../casework/casework.ts'
import type { PlanRule } from '../company/settings.ts'
import { type PlanPile, planStanding } from './plan-standing.ts'

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

/** The plans of some files added up, currency by currency. A plan in the place of another stands for it. */
export function portfolioOf(
  files: Iterable<{ casework: readonly Casework[] }>,
  today: CalendarDay,
  rule: PlanRule,
): CurrencyPortfolio[] {
  const byCurrency = new Map<CurrencyCode, CurrencyPortfolio>()
  for (const file of files)
    for (const plan of workOf(file, 'plan')) {
      const { currency } = plan.work
      const sum = byCurrency.get(currency) ?? emptyPortfolio(currency)
      byCurrency.set(currency, sum)
      const { pile, remainingMinor, overdueDays } = planStanding(plan, file, today, rule)
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

/** Promises that ended, and the share of them that were kept; null where none has ended. */
export function promisesKept(files: Iterable<{ casework: readonly Casework[] }>): {
  kept: number
  broken: number
  rate: number | null
} {
  let kept = 0
  let broken = 0
  for (const file of files)
    for (const { work } of workOf(file, 'promise')) {
      if (work.state === 'kept') kept += 1
      if (work.state === 'broken') broken += 1
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
