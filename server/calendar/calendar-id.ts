import { type Id, idFrom } from '#shared/base/ids.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'

/** The id of what a day brings: whoever makes it, and whenever, makes the same. */
export function calendarId(companyId: string, day: CalendarDay, kind: string, subject: string): Id {
  return idFrom(companyId, `${day}/${kind}/${subject}`)
}
