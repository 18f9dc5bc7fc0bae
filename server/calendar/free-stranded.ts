import { sql } from 'drizzle-orm'
import { workOf } from '#shared/casework/casework.ts'
import { isStranded } from '#shared/validations/stranded.ts'
import { loadCompany } from '../company/load-company.ts'
import type { CalendarJob } from './calendar.ts'
import { entryFor, submit, waitingRows } from './casework-entries.ts'

/**
 * Validations that nobody is left to answer, because those who were asked have left or changed places: others are asked
 * in their stead, whether or not it is late already.
 */
export const freeStranded: CalendarJob = {
  name: 'validations.stranded',
  goesBy: ({ people }) => Math.max(0, ...[...people.values()].map(({ version }) => version)),
  async run(parts, day) {
    const { db } = parts.database
    const company = await loadCompany(db, day.companyId)
    const open = sql`work ->> 'type' = 'validation' and work ->> 'state' = 'open'`
    for await (const rows of waitingRows(db, day.companyId, open)) {
      const stranded = workOf({ casework: rows }, 'validation').filter(({ work }) =>
        isStranded(work, company),
      )
      const entries = stranded.map((row) => {
        const data = { validationId: row.id, actionId: row.actionId, on: day.today }
        return entryFor(day, row, { kind: 'validation.late', data }, day.today, '/stranded')
      })
      await submit(parts, day, entries)
    }
  },
}
