import type { CalendarDay } from '../base/calendar-day.ts'
import type { Company } from './company.ts'
import type { ExchangeRate } from './settings.ts'

/** The rate of each currency that counts on a day, by currency. */
export function currentRates(
  { exchangeRates }: Pick<Company, 'exchangeRates'>,
  on: CalendarDay,
): ExchangeRate[] {
  const byCurrency = new Map<string, ExchangeRate>()
  for (const rate of exchangeRates) if (rate.data.day <= on) byCurrency.set(rate.data.from, rate)
  return [...byCurrency.values()].sort((a, b) => (a.data.from < b.data.from ? -1 : 1))
}
