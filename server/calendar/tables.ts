import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { companyId, day } from '../db/columns.ts'

/** The last day for which a kind of calendar entries was made, per company. A hint that spares work: ids make it safe. */
export const calendarDays = pgTable(
  'calendar_days',
  {
    companyId: companyId(),
    job: text('job').notNull(),
    doneFor: day('done_for').notNull(),
  },
  (table) => [primaryKey({ columns: [table.companyId, table.job] })],
)
