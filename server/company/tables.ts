import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Criterion } from '#shared/assignment/criteria.ts'
import type { Setting } from '#shared/company/settings.ts'
import type { Absence, Role } from '#shared/people/person.ts'
import type { NumberFormat, PreferenceFields } from '#shared/people/preferences.ts'
import { companyId, instant, personId, stamps, version } from '../db/columns.ts'

/** One row a company: every write locks it first, so decisions run one after another and commit order is version order. */
export const companies = pgTable('companies', {
  id: uuid('id').primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull(),
  /** Received never goes back, ms. */
  receivedAt: instant('received_at').notNull(),
  historyNumber: bigint('history_number', { mode: 'number' }).notNull(),
  historyHash: text('history_hash').notNull(),
  openItems: integer('open_items').notNull(),
  /** Whether those who run the company still carry all of it; see HOLDS_ALL_BELOW_ITEMS. */
  isHeldWhole: boolean('is_held_whole').notNull(),
  /** What left a scope, a case or a role at this version or before is forgotten; an older cursor begins anew. */
  keptSince: bigint('kept_since', { mode: 'number' }).notNull().default(0),
  /** Not written by anything yet; migrations only ever add, so they stay. */
  restoredAt: instant('restored_at'),
  restoredTo: instant('restored_to'),
})

/** A random stamp per version: a version with another stamp belongs to another history of the database. */
export const versions = pgTable(
  'versions',
  {
    companyId: companyId(),
    version: bigint('version', { mode: 'number' }).notNull(),
    stamp: text('stamp').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.companyId, table.version] })],
)

export const settings = pgTable(
  'settings',
  {
    companyId: companyId(),
    id: text('id').notNull(),
    kind: text('kind').$type<Setting['kind']>().notNull(),
    data: jsonb('data').$type<Setting['data']>().notNull(),
    removed: boolean('removed').notNull(),
    version: version(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.id] }),
    index('settings_version').on(table.companyId, table.version),
  ],
)

export const people = pgTable(
  'people',
  {
    companyId: companyId(),
    id: personId('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    entity: text('entity'),
    departmentId: text('department_id'),
    active: boolean('active').notNull(),
    criteria: jsonb('criteria').$type<Criterion[]>().notNull().default([]),
    absence: jsonb('absence').$type<Absence>(),
    version: version(),
  },
  (table) => [index('people_version').on(table.companyId, table.version)],
)

/** Which role a person had from which version on; asked when an entry comes late. */
export const rolesPast = pgTable(
  'roles_past',
  {
    companyId: companyId(),
    personId: personId('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    inVersion: bigint('in_version', { mode: 'number' }).notNull(),
    outVersion: bigint('out_version', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.companyId, table.personId, table.inVersion] })],
)

export const preferences = pgTable(
  'preferences',
  {
    companyId: companyId(),
    id: personId('id').primaryKey(),
    language: text('language').$type<PreferenceFields['language']>(),
    theme: text('theme').$type<PreferenceFields['theme']>().notNull(),
    numberFormat: text('number_format').$type<NumberFormat>().notNull(),
    filters: jsonb('filters').$type<Record<string, string>>().notNull(),
    stamps: stamps(),
    version: version(),
  },
  (table) => [index('preferences_version').on(table.companyId, table.version)],
)

/** A browser somebody signed in with: when it was last heard of and how much it still has to send. */
export const devices = pgTable(
  'devices',
  {
    companyId: companyId(),
    id: text('id').notNull(),
    personId: personId('person_id').notNull(),
    name: text('name').notNull(),
    sessionId: text('session_id'),
    firstContactAt: instant('first_contact_at').notNull(),
    lastContactAt: instant('last_contact_at').notNull(),
    waiting: integer('waiting').notNull(),
    /** Public halves of the keys this device and its copies made at sign-in, JWKs; good for quarantine and nothing else. */
    publicKey: text('public_key'),
    /** Signed out from another device; it hands over and gives up what it holds. */
    signedOutAt: bigint('signed_out_at', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.companyId, table.id, table.personId] })],
)
