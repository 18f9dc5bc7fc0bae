import { type CalendarDay, addDays, isCalendarDay } from '../base/calendar-day.ts'
import type { DateFormat } from './mapping.ts'
import type { RowErrorCode } from './row-error.ts'

export type DecidedDateFormat = Exclude<DateFormat, 'auto'>

const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?(Z|[+-]\d{2}:?\d{2}|[AP]M))?$/i
const THREE_NUMBERS = /^(\d{1,4})([/.\- ])(\d{1,2})\2(\d{1,4})$/
const COMPACT = /^(\d{8})(?:\.0+)?$/
const SERIAL = /^(\d{4,6})(?:\.\d+)?$/

/** A date cell without its time. Never converted: the day in the file is the day that was meant. */
export function dateText(cell: string): string {
  const text = cell.replace(TIME, '').trim()
  return /^[0/.\- ]*$/.test(text) ? '' : text
}

/** Reads a date by the format of its column. Two-digit years lie within 79 years before and 20 after `asOf`. */
export function readDate(
  text: string,
  format: DecidedDateFormat,
  asOf: CalendarDay,
): { day: CalendarDay } | { code: RowErrorCode } {
  const parts = partsOf(text, format, asOf)
  if (!parts) return { code: 'badDate' }
  if (typeof parts === 'string') return { day: parts }
  const [year, month, day] = parts
  const calendarDay = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return year >= '1900' && year <= '2199' && isCalendarDay(calendarDay)
    ? { day: calendarDay }
    : { code: 'noSuchDay' }
}

type Parts = [year: string, month: string, day: string]

function partsOf(text: string, format: DecidedDateFormat, asOf: CalendarDay): Parts | CalendarDay | null {
  if (format === 'YYYYMMDD' || format === 'DDMMYYYY') {
    const digits = COMPACT.exec(text)?.[1]
    if (!digits) return null
    return format === 'YYYYMMDD'
      ? [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)]
      : [digits.slice(4), digits.slice(2, 4), digits.slice(0, 2)]
  }
  if (format === 'excel' || format === 'excel1904') {
    const serial = SERIAL.exec(text)?.[1]
    if (!serial) return null
    return addDays(format === 'excel' ? '1899-12-30' : '1904-01-01', Number(serial))
  }
  const numbers = THREE_NUMBERS.exec(text)
  if (!numbers) return null
  const [, first = '', , second = '', third = ''] = numbers
  const [year, month, day]: Parts =
    format === 'Y-M-D'
      ? [first, second, third]
      : format === 'D/M/Y'
        ? [third, second, first]
        : [third, first, second]
  const fullYear = year.length === 4 ? year : year.length === 2 ? centuryOf(year, asOf) : null
  return fullYear === null || day.length > 2 || month.length > 2 ? null : [fullYear, month, day]
}

function centuryOf(year: string, asOf: CalendarDay): string {
  const latest = Number(asOf.slice(0, 4)) + 20
  return String(latest - ((((latest - Number(year)) % 100) + 100) % 100))
}

/** What a date cell proves about the format of its column; `same` reads alike day first and month first. */
export type DateEvidence = 'Y-M-D' | 'YYYYMMDD' | 'excel' | 'D/M/Y' | 'M/D/Y' | 'either' | 'same' | 'none'

export function dateEvidence(text: string): DateEvidence {
  const compact = COMPACT.exec(text)?.[1]
  if (compact) return /^(19|20|21)/.test(compact) ? 'YYYYMMDD' : 'none'
  const serial = SERIAL.exec(text)?.[1]
  if (serial) return serial.length === 5 && serial >= '20000' && serial <= '80000' ? 'excel' : 'none'
  const numbers = THREE_NUMBERS.exec(text)
  if (!numbers) return 'none'
  const [, first = '', separator, second = '', third = ''] = numbers
  if (first.length === 4) return 'Y-M-D'
  if (first.length > 2 || (third.length !== 2 && third.length !== 4)) return 'none'
  const [a, b] = [Number(first), Number(second)]
  if (a > 12) return b > 12 ? 'none' : 'D/M/Y'
  if (b > 12) return 'M/D/Y'
  // No system writes the month first between dots.
  if (separator === '.') return 'D/M/Y'
  return a === b ? 'same' : 'either'
}
