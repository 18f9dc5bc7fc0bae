import type { AgendaRow } from '#shared/agenda/agenda-row.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'

/** What stands under one heading: all that is late together (`late`), then each day by itself. */
export type AgendaSection<Row> = { key: string; count: number; rows: Row[] }

/** The first `limit` rows under their headings; a heading counts all its rows, also those not shown yet. */
export function agendaSections<Row extends Pick<AgendaRow, 'dueOn'>>(
  rows: readonly Row[],
  today: CalendarDay,
  limit: number,
): AgendaSection<Row>[] {
  const sections = new Map<string, AgendaSection<Row>>()
  rows.forEach((row, index) => {
    const key = row.dueOn < today ? 'late' : row.dueOn
    let section = sections.get(key)
    if (!section) {
      if (index >= limit) return
      sections.set(key, (section = { key, count: 0, rows: [] }))
    }
    section.count += 1
    if (index < limit) section.rows.push(row)
  })
  return [...sections.values()]
}
