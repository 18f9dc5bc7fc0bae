import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Details, FieldChange } from '#shared/journal/history.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { companyId, instant, personId, version } from '../db/columns.ts'

/** Every entry that arrived, with its one outcome. `position` orders the entries of one version. */
export const entries = pgTable(
  'entries',
  {
    companyId: companyId(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    v: integer('v').notNull(),
    by: personId('by').notNull(),
    subjectType: text('subject_type').$type<'client' | 'company' | 'person'>().notNull(),
    subjectId: text('subject_id'),
    at: instant('at').notNull(),
    device: text('device').notNull(),
    seenVersion: bigint('seen_version', { mode: 'number' }).notNull(),
    seenStamp: text('seen_stamp').notNull(),
    batch: uuid('batch'),
    data: jsonb('data').$type<unknown>().notNull(),
    cause: uuid('cause'),
    stream: uuid('stream'),
    n: integer('n'),
    sentAt: instant('sent_at').notNull(),
    receivedAt: instant('received_at').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    outcome: jsonb('outcome').$type<Outcome>().notNull(),
    position: integer('position').notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    uniqueIndex('entries_stream').on(table.stream, table.n),
    index('entries_author').on(table.companyId, table.by, table.version),
    // The few that keep others waiting or lost are looked for among all that was ever done to a client.
    index('entries_lost')
      .on(table.companyId, table.subjectId, table.by)
      .where(sql`cause is null and outcome ->> 'type' in ('refused', 'deferred')`),
  ],
)

/**
 * What really changed. The chain: hash = SHA-256(previous hash ‖ number ‖ digest), digest = SHA-256(salt ‖ canonical content).
 * Erasing a person's data takes salt and content away; digest and hash stay, and the chain still holds.
 */
export const history = pgTable(
  'history',
  {
    companyId: companyId(),
    number: bigint('number', { mode: 'number' }).notNull(),
    id: uuid('id').notNull(),
    clientId: uuid('client_id'),
    actionId: uuid('action_id'),
    itemIds: jsonb('item_ids').$type<string[]>().notNull(),
    kind: text('kind').notNull(),
    by: personId('by').notNull(),
    cause: uuid('cause'),
    at: instant('at').notNull(),
    receivedAt: instant('received_at').notNull(),
    device: text('device').notNull(),
    // Never searched, and sent as it was written: `json` keeps the text, which `jsonb` would print anew at every pull.
    changes: json('changes').$type<FieldChange[]>().notNull(),
    text: text('text'),
    details: jsonb('details').$type<Details>().notNull(),
    late: boolean('late').notNull(),
    superseded: jsonb('superseded').$type<string[]>().notNull(),
    salt: text('salt'),
    digest: text('digest').notNull(),
    hash: text('hash').notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.number] }),
    uniqueIndex('history_entry').on(table.companyId, table.id),
    index('history_client').on(table.companyId, table.clientId, table.version),
    index('history_version').on(table.companyId, table.version),
    index('history_action')
      .on(table.companyId, table.actionId)
      .where(sql`action_id is not null`),
    index('history_cause')
      .on(table.companyId, table.cause)
      .where(sql`cause is not null`),
  ],
)

/** One per device and person: the next number expected. */
export const streams = pgTable('streams', {
  id: uuid('id').primaryKey(),
  companyId: companyId(),
  personId: personId('person_id').notNull(),
  device: text('device').notNull(),
  next: integer('next').notNull(),
  /** An entry never occurred before the one before it in its stream, ms. */
  lastOccurredAt: instant('last_occurred_at').notNull(),
})
