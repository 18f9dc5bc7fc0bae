import { currencyDigits, type CurrencyCode } from '../base/amount.ts'
import { daysBetween, type CalendarDay } from '../base/calendar-day.ts'
import type { NumberFormat } from '../people/preferences.ts'

/** How one person reads numbers and dates. `language` is a BCP 47 tag. */
export type FormatPreferences = {
  language: string
  numberFormat: NumberFormat
  timeZone: string
  /** The company's currency. */
  currency: CurrencyCode
}

/** An amount cut in the pieces that are drawn differently; the sign stands before a leading currency. */
export type AmountParts = { sign: string; before: string; number: string; after: string }

const LOCALE_OF_NUMBERS: Record<Exclude<NumberFormat, 'language'>, string> = {
  '1,234.56': 'en-US',
  '1 234,56': 'fr-FR',
  '1.234,56': 'de-DE',
  "1'234.56": 'de-CH',
}

const MINUS = '\u2212'
/* The narrow no-break space is missing in many fonts and then jumps in width; the plain one is not. */
const NARROW_SPACES = /\u202f/g

export function amountParts(
  amountMinor: number,
  currency: CurrencyCode,
  preferences: FormatPreferences,
  options: { whole?: boolean; signed?: boolean } = {},
): AmountParts {
  const digits = currencyDigits(currency)
  const shownDigits = options.whole ? 0 : digits
  const magnitude = numberFormatter(numberLocale(preferences), shownDigits).format(
    Math.abs(amountMinor) / 10 ** digits,
  )
  const isZero = !/[1-9]/.test(magnitude)
  const sign = isZero ? '' : amountMinor < 0 ? MINUS : options.signed ? '+' : ''
  const { before, after } = currencyPlace(preferences.language, currency)
  return { sign, before, number: tidy(magnitude), after }
}

export function amountText(
  amountMinor: number,
  currency: CurrencyCode,
  preferences: FormatPreferences,
): string {
  const { sign, before, number, after } = amountParts(amountMinor, currency, preferences)
  return sign + before + number + after
}

export function numberText(value: number, preferences: FormatPreferences, digits = 0): string {
  return tidy(numberFormatter(numberLocale(preferences), digits).format(value)).replace('-', MINUS)
}

/** A share between 0 and 1, with one decimal; `null` (nothing to compare with) is a dash. */
export function percentText(share: number | null, preferences: FormatPreferences): string {
  if (share === null) return '–'
  const number = numberText(share * 100, preferences, 1)
  return preferences.language.startsWith('en') ? `${number}%` : `${number}\u00a0%`
}

export type DayStyle = 'short' | 'long' | 'weekday'

const DAY_STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
}

/** A calendar day in words; the year is said only where it is not today's. */
export function dayText(
  day: CalendarDay,
  preferences: FormatPreferences,
  style: DayStyle,
  today?: CalendarDay,
): string {
  const withYear = today === undefined || today.slice(0, 4) !== day.slice(0, 4)
  return dayFormatter(preferences.language, style, withYear).format(Date.parse(`${day}T00:00:00Z`))
}

/** “tomorrow”, “3 days ago”. */
export function relativeDayText(
  day: CalendarDay,
  today: CalendarDay,
  preferences: FormatPreferences,
): string {
  return relativeFormatter(preferences.language).format(daysBetween(today, day), 'day')
}

/** The clock of an instant, in the company's time zone. */
export function clockText(atMs: number, preferences: FormatPreferences): string {
  return clockFormatter(preferences.language, preferences.timeZone).format(atMs)
}

export function instantText(atMs: number, preferences: FormatPreferences): string {
  return instantFormatter(preferences.language, preferences.timeZone).format(atMs)
}

function numberLocale({ language, numberFormat }: FormatPreferences): string {
  return numberFormat === 'language' ? language : LOCALE_OF_NUMBERS[numberFormat]
}

const currencyPlace = remembered((language: string, currency: string): { before: string; after: string } => {
  const written = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  })
  const parts = written.formatToParts(1)
  const at = parts.findIndex((part) => part.type === 'integer')
  const words = (from: number, to: number) =>
    tidy(
      parts
        .slice(from, to)
        .map((part) => part.value)
        .join(''),
    )
  return { before: words(0, at), after: words(at + 1, parts.length) }
})

function tidy(text: string): string {
  return text.replace(NARROW_SPACES, '\u00a0')
}

function remembered<A extends (string | number | boolean)[], R>(make: (...args: A) => R): (...args: A) => R {
  const made = new Map<string, R>()
  return (...args) => {
    const key = args.join(' ')
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(...args)
    made.set(key, value)
    return value
  }
}

const numberFormatter = remembered(
  (locale: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      roundingMode: 'halfEven',
    }),
)
const dayFormatter = remembered((locale: string, style: DayStyle, withYear: boolean) => {
  const year = withYear ? 'numeric' : undefined
  return new Intl.DateTimeFormat(locale, { ...DAY_STYLES[style], year, timeZone: 'UTC' })
})
const clockFormatter = remembered(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }),
)
const instantFormatter = remembered(
  (locale: string, timeZone: string) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone,
    }),
)
const relativeFormatter = remembered(
  (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
)

/** Amounts, numbers, days and moments as one person reads them. */
export type Format = {
  amount: (minor: number, currency?: CurrencyCode) => string
  number: (value: number, digits?: number) => string
  day: (day: CalendarDay, style?: DayStyle, today?: CalendarDay) => string
  clock: (atMs: number) => string
  instant: (atMs: number) => string
}

/** The formats of one person's preferences, for what is written once and does not change with them. */
export function formatFor(preferences: FormatPreferences): Format {
  return {
    amount: (minor, currency = preferences.currency) => amountText(minor, currency, preferences),
    number: (value, digits) => numberText(value, preferences, digits),
    day: (day, style = 'short', today) => dayText(day, preferences, style, today),
    clock: (atMs) => clockText(atMs, preferences),
    instant: (atMs) => instantText(atMs, preferences),
  }
}
