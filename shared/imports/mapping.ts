import * as z from 'zod/mini'
import { currencySchema } from '../base/amount.ts'
import { ITEM_KINDS } from '../items/item.ts'
import { MOST_CUSTOM_COLUMNS, customColumnSchema } from './custom-columns.ts'
import { FIELDS } from './fields.ts'

export const ENCODINGS = [
  'auto',
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
  'cp850',
  'macintosh',
  'shift_jis',
  'gb18030',
] as const
export type Encoding = (typeof ENCODINGS)[number]

export const DELIMITERS = ['auto', ',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

export const DATE_FORMATS = [
  'auto',
  'D/M/Y',
  'M/D/Y',
  'Y-M-D',
  'YYYYMMDD',
  'DDMMYYYY',
  'excel',
  'excel1904',
] as const
export type DateFormat = (typeof DATE_FORMATS)[number]

export const DECIMALS = ['auto', '.', ','] as const
const THOUSANDS = ['auto', 'none', '.', ',', ' ', "'"] as const
export type Thousands = (typeof THOUSANDS)[number]

const wordSchema = z.string().check(z.maxLength(200))
const columnNameSchema = z.string().check(z.minLength(1), z.maxLength(200))

/**
 * How the files of one source are read. `auto` is decided once per file or column, over all of its rows,
 * and refused when the rows do not tell. Words in `kinds`, `directions` and `statuses` are matched without
 * regard to case.
 */
export const mappingSchema = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(100)),
  /** Which books the numbers belong to: the same number from another source is another item. */
  source: z.string().check(z.minLength(1), z.maxLength(100)),
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum(DELIMITERS),
  /** Lines above the header. */
  skipLines: z.int().check(z.gte(0), z.lte(1000)),
  columns: z.partialRecord(z.enum(FIELDS), columnNameSchema),
  dates: z.enum(DATE_FORMATS),
  decimal: z.enum(DECIMALS),
  thousands: z.enum(THOUSANDS),
  /**
   * `byKind`: credits are negative whatever sign the file gives them, and a negative invoice is a credit note;
   * `asWritten`: what the client owes is positive; `inverted`: what the client owes is negative.
   * Debit and credit columns, or a direction column, say it themselves.
   */
  sign: z.enum(['byKind', 'asWritten', 'inverted']),
  directions: z.record(wordSchema, z.enum(['debit', 'credit'])),
  kinds: z.record(wordSchema, z.enum(ITEM_KINDS)),
  /** Value of the status column → key of the status it sets. Other values set none. */
  statuses: z.record(wordSchema, wordSchema),
  fixed: z.strictObject({ currency: z.nullable(currencySchema), entity: z.nullable(wordSchema) }),
  /**
   * `listed`: the file holds what is open on its day; `untilSettled`: it is a ledger over time, an item is open
   * from the day it was issued until the day before it was settled.
   */
  open: z.enum(['listed', 'untilSettled']),
  /** Days from issue to due where the file has no due date; null: such a row is refused. */
  termsDays: z.nullable(z.int().check(z.gte(0), z.lte(3650))),
  /** Whether a status it sets opens or suggests what the status says; it does where nothing is said. */
  appliesRules: z.optional(z.boolean()),
  /** Columns that fill fields of the company's own; see `customColumnProblems` for the names they may have. */
  custom: z.optional(z.array(customColumnSchema).check(z.maxLength(MOST_CUSTOM_COLUMNS))),
})
export type Mapping = z.infer<typeof mappingSchema>
