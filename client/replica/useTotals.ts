import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import {
  type CurrencyFigures,
  disputeRate,
  emptyFigures,
  overdueMinor,
  sumFigures,
} from '#shared/figures/client-figures.ts'
import { useWorkplace } from '../session/workplace.ts'
import { partOf } from './part.ts'
import type { SeenCard } from './client-card.ts'

/** Figures with what follows from them on a day. */
export type Total = CurrencyFigures & { overdueMinor: number; disputeRate: number | null }

/**
 * The figures of what one holds, together: per currency and in the company's currency. With cards of client files only
 * their totals count; whoever holds case files only sees the sum of the cases.
 */
export function useTotals(among?: MaybeRefOrGetter<(card: SeenCard) => boolean>) {
  const { view } = useWorkplace()
  const [cards, today, company] = [partOf(view, 'cards'), partOf(view, 'today'), partOf(view, 'company')]
  const catchingUp = partOf(view, 'catchingUp')
  return computed(() => {
    const wanted = toValue(among)
    const all = [...cards.value.values()].filter((card) => !wanted || wanted(card))
    const totals = totalsOf(all, company.value?.currency ?? 'EUR', today.value)
    return { ...totals, catchingUp: catchingUp.value }
  })
}

export function totalsOf(all: readonly SeenCard[], companyCurrency: string, today: CalendarDay) {
  const cards = all.some(({ kind }) => kind === 'client') ? all.filter(({ kind }) => kind === 'client') : all
  const converted = sumFigures(cards.map((card) => [card.converted]))[0] ?? emptyFigures(companyCurrency)
  return {
    byCurrency: sumFigures(cards.map(({ figures }) => figures)).map((figures) => totalOf(figures, today)),
    inCompanyCurrency: totalOf(converted, today),
    /** Currencies without a rate: not in the sum above. */
    unconverted: [...new Set(cards.flatMap(({ unconverted }) => unconverted))].sort(),
    isProvisional: cards.some(({ isProvisional }) => isProvisional),
  }
}

function totalOf(figures: CurrencyFigures, today: CalendarDay): Total {
  return { ...figures, overdueMinor: overdueMinor(figures, today), disputeRate: disputeRate(figures) }
}
