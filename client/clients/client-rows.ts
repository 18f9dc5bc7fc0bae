import * as z from 'zod/mini'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { type CurrencyFigures, disputeRate, overdueMinor } from '#shared/figures/client-figures.ts'
import type { SeenCard } from '../replica/client-card.ts'
import { matches } from '../ui/fold.ts'

export const CLIENT_SORTS = ['outstanding', 'overdue', 'disputed', 'name'] as const
export type ClientSort = (typeof CLIENT_SORTS)[number]

const WHOSE = ['all', 'mine'] as const
export type Whose = (typeof WHOSE)[number]

export const clientsFilterSchema = z.object({
  sort: z._default(z.enum(CLIENT_SORTS), 'outstanding'),
  whose: z._default(z.enum(WHOSE), 'all'),
})
export type ClientsFilter = z.infer<typeof clientsFilterSchema>

export type ClientRow = {
  card: SeenCard
  /** In the one currency the client owes in, else in the company's. */
  shown: CurrencyFigures
  overdueMinor: number
  disputeRate: number | null
}

/** The clients one holds, found and sorted; amounts compare in the company's currency, ties by name. */
export function clientRows(
  cards: readonly SeenCard[],
  { text, sort, whose, meId }: ClientsFilter & { text: string; meId: string },
  today: CalendarDay,
): ClientRow[] {
  const query = text.trim()
  const found = cards.filter(
    (card) =>
      (whose === 'all' || card.collectorId === meId || card.salesId === meId) &&
      (query === '' || matches(`${card.name} ${card.number}`, query)),
  )
  const weights = new Map(found.map((card) => [card, weightOf(card, sort, today)]))
  const weight = (card: SeenCard) => weights.get(card) ?? 0
  // Cards come by name, and sorting keeps that order among equals.
  return found.sort((a, b) => weight(b) - weight(a)).map((card) => toRow(card, today))
}

function toRow(card: SeenCard, today: CalendarDay): ClientRow {
  const [only, second] = card.figures
  const shown = only && !second ? only : card.converted
  return { card, shown, overdueMinor: overdueMinor(shown, today), disputeRate: disputeRate(shown) }
}

function weightOf({ converted }: SeenCard, sort: ClientSort, today: CalendarDay): number {
  switch (sort) {
    case 'outstanding':
      return converted.outstandingMinor
    case 'overdue':
      return overdueMinor(converted, today)
    case 'disputed':
      return converted.disputedMinor
    case 'name':
      return 0
  }
}
