import { addDays, type CalendarDay } from '#shared/base/calendar-day.ts'
import type { Translate } from '../shell/i18n/useWords.ts'

export type QuickDay = { day: CalendarDay; label: string }

/** The days people move things to, counted from today: tomorrow, next Monday, a week, a month; each once. */
export function quickDays(today: CalendarDay, t: Translate): QuickDay[] {
  const days = [
    { day: today, label: t('ui.day.today') },
    { day: addDays(today, 1), label: t('ui.day.tomorrow') },
    { day: nextMonday(today), label: t('ui.day.nextWeek') },
    { day: addDays(today, 7), label: t('ui.day.inDays', { n: 7 }) },
    { day: addDays(today, 30), label: t('ui.day.inDays', { n: 30 }) },
  ]
  return days.filter(({ day }, index) => days.findIndex((other) => other.day === day) === index)
}

function nextMonday(day: CalendarDay): CalendarDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, (8 - weekday) % 7 || 7)
}
