import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Outcome } from '#shared/journal/outcome.ts'
import { companyId, instant, personId } from '../db/columns.ts'

/**
 * Entries of people who may push no more, undecided. Read online by administrators only, so it is no replicated table.
 * A row is claimed first (`decision`), then decided by the journal, then has its `outcome`.
 */
export const quarantine = pgTable(
  'quarantine',
  {
    companyId: companyId(),
    entryId: uuid('entry_id').notNull(),
    personId: personId('person_id').notNull(),
    device: text('device').notNull(),
    /** As it came, JSON as text: what cannot be read as an entry, or stored as such, is kept all the same. */
    entry: text('entry').notNull(),
    sentAt: instant('sent_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Order of the taps within what one device handed over. */
    position: integer('position').notNull(),
    decision: text('decision').$type<'adopted' | 'discarded'>(),
    decidedBy: personId('decided_by'),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
    outcome: jsonb('outcome').$type<Outcome>(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.entryId] }),
    index('quarantine_waiting').on(table.companyId, table.decision),
  ],
)
