import {
  inject,
  provide,
  ref,
  toValue,
  type App,
  type InjectionKey,
  type MaybeRefOrGetter,
  type Ref,
} from 'vue'
import { steady } from '../steady.ts'
import type { CurrencyCode } from '#shared/base/amount.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import {
  amountParts,
  amountText,
  clockText,
  dayText,
  instantText,
  numberText,
  percentText,
  relativeDayText,
  type DayStyle,
  type FormatPreferences,
} from '#shared/words/format.ts'

const formatKey: InjectionKey<Ref<FormatPreferences>> = Symbol('format')

export const DEFAULT_FORMAT: FormatPreferences = {
  language: 'en',
  numberFormat: 'language',
  timeZone: 'UTC',
  currency: 'EUR',
}

/** Says how the person reads numbers and dates, for a whole app or for the components below the caller. */
export function provideFormat(preferences: MaybeRefOrGetter<FormatPreferences>, app?: App): void {
  const source = steady(() => toValue(preferences))
  if (app) app.provide(formatKey, source)
  else provide(formatKey, source)
}

/** Amounts, numbers, days and clocks as the person reads them. Reactive to a change of preferences. */
export function useFormat() {
  const preferences = inject(formatKey, () => ref(DEFAULT_FORMAT), true)
  return {
    preferences,
    amount: (minor: number, currency: CurrencyCode = preferences.value.currency) =>
      amountText(minor, currency, preferences.value),
    amountParts: (minor: number, currency: CurrencyCode, options?: { whole?: boolean; signed?: boolean }) =>
      amountParts(minor, currency, preferences.value, options),
    number: (value: number, digits?: number) => numberText(value, preferences.value, digits),
    percent: (share: number | null) => percentText(share, preferences.value),
    day: (day: CalendarDay, style: DayStyle = 'short', today?: CalendarDay) =>
      dayText(day, preferences.value, style, today),
    relativeDay: (day: CalendarDay, today: CalendarDay) => relativeDayText(day, today, preferences.value),
    clock: (atMs: number) => clockText(atMs, preferences.value),
    instant: (atMs: number) => instantText(atMs, preferences.value),
  }
}
