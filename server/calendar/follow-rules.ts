import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { type Brought, dayBrings } from '#shared/casework/day-brings.ts'
import type { SettingKind } from '#shared/company/settings.ts'
import type { CalendarJob } from './calendar.ts'
import { type Waiting, entryFor, submit, waitingRows } from './casework-entries.ts'

const RULES: ReadonlySet<SettingKind> = new Set(['planRule', 'promiseRule', 'validationRule'])

/**
 * When the company changes its grace days and the like, what runs already follows: whatever waits for a day to come is
 * asked what today brings; its rule sets that day anew, or tells what is so by now.
 */
export const followRules: CalendarJob = {
  name: 'casework.rules',
  goesBy: ({ settings }) =>
    Math.max(0, ...[...settings.values()].map(({ kind, version }) => (RULES.has(kind) ? version : 0))),
  async run(parts, day) {
    if (day.doneFor !== null) return
    const toCome = sql`wakes_on > ${day.today}`
    for await (const rows of waitingRows(parts.database.db, day.companyId, toCome)) {
      const entries = rows.flatMap((row) => {
        const brought = todayBrings(row, day.today)
        return brought ? [entryFor(day, row, brought, day.today, '/rules')] : []
      })
      await submit(parts, day, entries)
    }
  },
}

function todayBrings(row: Waiting, on: CalendarDay): Brought | null {
  const { id, actionId, work } = row
  if (work.type !== 'validation') return dayBrings(row, on)
  if (work.endedOn !== null) return null
  return { kind: 'validation.late', data: { validationId: id, actionId, on } }
}
