import * as z from 'zod/mini'

export const FILE_TABLES = [
  'clients',
  'contacts',
  'items',
  'actions',
  'associations',
  'casework',
  'documents',
  'parked',
] as const
export type FileTable = (typeof FILE_TABLES)[number]
export const TABLES = [...FILE_TABLES, 'settings', 'preferences', 'people'] as const
export type Table = (typeof TABLES)[number]

/** One field of one row, before and after. A row that is new changes `removed` from true to false. */
const fieldChangeSchema = z.strictObject({
  table: z.enum(TABLES),
  id: z.string(),
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})
export type FieldChange = z.infer<typeof fieldChangeSchema>

/**
 * What really changed, as people and reports read it. Written by the server with the entry that caused it;
 * a phone shows rows of pending entries with `number` null.
 */
export const historyRowSchema = z.strictObject({
  /** Id of the entry this row tells of; an entry tells one row. */
  id: z.string(),
  /** Gapless number in the company, the order of the chain. */
  number: z.nullable(z.int()),
  clientId: z.nullable(z.string()),
  actionId: z.nullable(z.string()),
  itemIds: z.array(z.string()),
  kind: z.string(),
  by: z.string(),
  /** Entry whose rule caused this one. */
  cause: z.nullable(z.string()),
  /** When it was done, clamped by the server, ms. */
  at: z.int(),
  /** When it arrived, ms. */
  receivedAt: z.int(),
  device: z.string(),
  changes: z.array(fieldChangeSchema),
  /** Comment or exchange written with it. */
  text: z.nullable(z.string()),
  /** What a kind has to tell beside the changes: outcome of a call, visibility, the entry undone. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  late: z.boolean(),
  /** Fields somebody else had written later; the values written here did not stand. */
  superseded: z.array(z.string()),
  version: z.int(),
})
export type HistoryRow = z.infer<typeof historyRowSchema>
export type Details = HistoryRow['details']
