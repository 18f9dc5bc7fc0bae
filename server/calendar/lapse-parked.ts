import { sql } from 'drizzle-orm'
import { type Entry, RULE } from '#shared/journal/entry.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { rowsOf } from '../db/rows.ts'
import { calendarId } from './calendar-id.ts'
import type { CalendarJob } from './calendar.ts'

type Due = { id: string; clientId: string; lapsesOn: CalendarDay }

/** What waited a month for a decision comes to nothing. */
export const lapseParked: CalendarJob = {
  name: 'parked.lapsed',
  async run({ database, journal }, { companyId, today, now }) {
    const due = await rowsOf<Due>(
      database.db,
      sql`select id, client_id as "clientId", lapses_on::text as "lapsesOn" from parked
          where company_id = ${companyId} and decision is null and lapses_on <= ${today} order by id`,
    )
    if (due.length === 0) return
    const entries = due.map(({ id, clientId, lapsesOn }): { n: number; entry: Entry } => ({
      n: 0,
      entry: {
        id: calendarId(companyId, lapsesOn, 'parked.lapsed', id),
        kind: 'parked.lapsed',
        v: 1,
        by: RULE,
        subject: { type: 'client', id: clientId },
        at: now,
        device: '',
        seen: { version: 0, stamp: '' },
        data: { parkedId: id, on: lapsesOn },
      },
    }))
    await journal.submit({ companyId, stream: null, sentAt: now, entries })
  },
}
