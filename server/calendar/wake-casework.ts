import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Casework } from '#shared/casework/casework.ts'
import { dayBrings } from '#shared/casework/day-brings.ts'
import { type Entry, RULE } from '#shared/journal/entry.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { calendarId } from './calendar-id.ts'
import type { CalendarJob } from './calendar.ts'

/** So many rows share a transaction: the company's lock is held for a moment, and people come in between. */
const AT_ONCE = 100

type Woken = Casework & { wakesOn: CalendarDay }

/**
 * Plans, payments, promises and validations of which a day has something to say: instalments late, promises broken,
 * payments that never came, reminders. Each row is asked for the day it woke on, and again for the next one its rule sets,
 * until none is left: days on which no server ran are caught up one after another.
 */
export const wakeCasework: CalendarJob = {
  name: 'casework.wakes',
  async run({ database, journal }, { companyId, today, now }) {
    const asked = new Set<string>()
    for (let anew = true; anew;) {
      anew = false
      for await (const rows of wokenRows(database.db, companyId, today)) {
        const entries = rows.flatMap((row) => entryOf(companyId, row, now) ?? [])
        const fresh = entries.filter(({ id }) => !asked.has(id))
        if (fresh.length === 0) continue
        anew = true
        for (const { id } of fresh) asked.add(id)
        await journal.submit({
          companyId,
          stream: null,
          sentAt: now,
          entries: fresh.map((entry) => ({ n: 0, entry })),
        })
      }
    }
  },
}

/** A row that stands as it stood is asked once: its version is part of the question. */
function entryOf(companyId: string, row: Woken, now: number): Entry | null {
  const brought = dayBrings(row, row.wakesOn)
  if (!brought) return null
  const { kind, data } = brought
  return {
    id: calendarId(companyId, row.wakesOn, kind, `${row.id}/${row.version}`),
    kind,
    v: ALL_KINDS[kind].v,
    by: RULE,
    subject: { type: 'client', id: row.clientId },
    at: now,
    device: '',
    seen: { version: 0, stamp: '' },
    data,
  }
}

/** The oldest days first, client by client, so that a file is worked on once. */
async function* wokenRows(db: Db, companyId: string, today: CalendarDay): AsyncGenerator<Woken[]> {
  let after: Woken | undefined
  do {
    const rows: Woken[] = await rowsOf<Woken>(
      db,
      sql`select id, client_id as "clientId", action_id as "actionId", work, wakes_on::text as "wakesOn", removed,
                 version::int as version
          from casework
          where company_id = ${companyId} and wakes_on <= ${today} and not removed
            ${after ? sql`and (wakes_on, client_id, id) > (${after.wakesOn}, ${after.clientId}, ${after.id})` : sql``}
          order by wakes_on, client_id, id limit ${AT_ONCE}`,
    )
    if (rows.length > 0) yield rows
    after = rows.length === AT_ONCE ? rows.at(-1) : undefined
  } while (after)
}
