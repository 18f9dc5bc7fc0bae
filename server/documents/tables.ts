import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { companyId, instant, personId } from '../db/columns.ts'

export const OBJECT_STATES = [
  'received',
  'scanning',
  'notScanned',
  'clean',
  'infected',
  'cannotBeScanned',
  'refused',
] as const
export type ObjectState = (typeof OBJECT_STATES)[number]

/** Bytes that are here, each once a company whoever gave them. What the row of a document says of them follows from this. */
export const documentObjects = pgTable(
  'document_objects',
  {
    companyId: companyId(),
    /** SHA-256 of the bytes, hex; with the company their place in the store. */
    hash: text('hash').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    state: text('state').$type<ObjectState>().notNull(),
    reason: text('reason'),
    /** What the content is; until that is known, what its giver took it for. */
    mediaType: text('media_type').notNull(),
    /** As its first giver called it; tells a text from a table, and one old office format from another. */
    name: text('name').notNull(),
    /** Of the upright picture; null where there is no re-encoding to show. */
    width: integer('width'),
    height: integer('height'),
    byId: personId('by_id').notNull(),
    receivedAt: instant('received_at').notNull(),
    /** Not looked at before: a scanner that did not answer is asked again later. */
    tryAt: instant('try_at').notNull(),
    tries: integer('tries').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.hash] }),
    index('document_objects_unfinished')
      .on(table.tryAt)
      .where(sql`state in ('received', 'scanning')`),
  ],
)

/** Who is known to have had the bytes: gave them, or could read them here already. Only their documents get them. */
export const documentGivers = pgTable(
  'document_givers',
  {
    companyId: companyId(),
    hash: text('hash').notNull(),
    personId: personId('person_id').notNull(),
    /** 0 where they were not given but could be read here. */
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.companyId, table.hash, table.personId] }),
    index('document_givers_person').on(table.companyId, table.personId),
  ],
)

/** Uploads on their way or just ended, whose they are and what they promised to be. */
export const documentUploads = pgTable(
  'document_uploads',
  {
    id: text('id').primaryKey(),
    companyId: companyId(),
    personId: personId('person_id').notNull(),
    hash: text('hash').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    mediaType: text('media_type').notNull(),
    name: text('name').notNull(),
    begunAt: instant('begun_at').notNull(),
    /** All of it came and is kept: known for a while yet to a device that did not hear the last answer. */
    takenAt: instant('taken_at'),
  },
  (table) => [index('document_uploads_person').on(table.companyId, table.personId)],
)
