import * as z from 'zod/mini'

/** A day of the business calendar in the company's time zone, `YYYY-MM-DD`. Days compare as text. */
export type CalendarDay = string

const MS_PER_DAY = 86_400_000
const SHAPE = /^\d{4}-\d{2}-\d{2}$/

export const calendarDaySchema = z
  .string()
  .check(z.refine(isCalendarDay, { error: 'not a day of the calendar, expected YYYY-MM-DD' }))

export const timeZoneSchema = z
  .string()
  .check(z.refine(isTimeZone, { error: 'not a time zone such as Europe/Paris' }))

/** True for an existing day: 2026-02-30 is not one. */
export function isCalendarDay(text: string): boolean {
  if (!SHAPE.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && dayOfUtc(ms) === text
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return dayOfUtc(utcOf(day) + days * MS_PER_DAY)
}

/** The same day of a later month, or the last day of a month that has no such day: 31 January → 28 February. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOfUtc(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)))
}

/** Calendar days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((utcOf(to) - utcOf(from)) / MS_PER_DAY)
}

export function laterDay(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a > b ? a : b
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant (ms since the epoch) in a time zone such as `Europe/Paris`. */
export function dayIn(timeZone: string, atMs: number): CalendarDay {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format.format(atMs)
}

function utcOf(day: CalendarDay): number {
  return Date.parse(`${day}T00:00:00Z`)
}

function dayOfUtc(ms: number): CalendarDay {
  return new Date(ms).toISOString().slice(0, 10)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
