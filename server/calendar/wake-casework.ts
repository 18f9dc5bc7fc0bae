import { sql } from 'drizzle-orm'
import { dayBrings } from '#shared/casework/day-brings.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { CalendarJob, CompanyDay } from './calendar.ts'
import { type Waiting, entryFor, submit, waitingRows } from './casework-entries.ts'

/**
 * Plans, payments, promises and validations of which a day has something to say: instalments late, promises broken,
 * payments that never came, reminders. Each row is asked for the day it woke on, and again for the next one its rule sets,
 * until none is left: days on which no server ran are caught up one after another. What a payment taken back wakes in the
 * middle of the day is not left until the next.
 */
export const wakeCasework: CalendarJob = {
  name: 'casework.wakes',
  everyLook: true,
  async run(parts, day) {
    const asked = new Set<string>()
    const woken = sql`wakes_on <= ${day.today}`
    for (let anew = true; anew;) {
      anew = false
      for await (const rows of waitingRows(parts.database.db, day.companyId, woken)) {
        const fresh = rows.flatMap((row) => entryOf(day, row) ?? []).filter(({ id }) => !asked.has(id))
        if (fresh.length === 0) continue
        anew = true
        for (const { id } of fresh) asked.add(id)
        await submit(parts, day, fresh)
      }
    }
  },
}

function entryOf(day: CompanyDay, row: Waiting): Entry | null {
  const brought = dayBrings(row, row.wakesOn)
  return brought && entryFor(day, row, brought, row.wakesOn)
}
