import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'
import type { FileRefusal } from '../imports/file-refusal.ts'
import {
  booksTotalsSchema,
  IMPORT_MODES,
  importCountsSchema,
  importPlanSchema,
} from '../imports/import-plan.ts'
import { mappingSchema } from '../imports/mapping.ts'
import type { RowError } from '../imports/row-error.ts'
import { ITEM_KINDS } from '../items/item.ts'

/** How an uploaded file is to be imported. */
export const importAskedSchema = z.strictObject({
  mapping: mappingSchema,
  asOf: calendarDaySchema,
  mode: z.enum(IMPORT_MODES),
})
export type ImportAsked = z.infer<typeof importAskedSchema>

export const applyImportSchema = z.extend(importAskedSchema, { confirm: z.boolean() })

const refusalSchema = z.custom<FileRefusal>(hasCode)
const rowErrorSchema = z.custom<RowError>(hasCode)

/** What the beginning of a file shows, with a first mapping; or why it cannot be read. */
export const sketchSchema = z.union([
  z.object({ refusal: refusalSchema }),
  z.object({
    encoding: z.string(),
    delimiter: z.string(),
    headers: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    suggested: mappingSchema,
  }),
])
export type FileSketch = z.infer<typeof sketchSchema>

export const uploadAnswerSchema = z.object({ id: z.string(), fileName: z.string(), sketch: sketchSchema })
export type UploadAnswer = z.infer<typeof uploadAnswerSchema>

/** Fields of the company's own; null where the cell is empty. */
const ownFieldsSchema = z.record(z.string(), z.nullable(z.string()))

/** One of the first rows as it was understood. */
const previewRowSchema = z.object({
  line: z.int(),
  result: z.enum(['ok', 'ignored', 'error']),
  number: z.nullable(z.string()),
  clientNumber: z.nullable(z.string()),
  clientName: z.nullable(z.string()),
  kind: z.nullable(z.enum(ITEM_KINDS)),
  entity: z.nullable(z.string()),
  currency: z.nullable(currencySchema),
  amountMinor: z.nullable(amountMinorSchema),
  balanceMinor: z.nullable(amountMinorSchema),
  issuedOn: z.nullable(calendarDaySchema),
  dueOn: z.nullable(calendarDaySchema),
  closedOn: z.nullable(calendarDaySchema),
  statusId: z.nullable(z.string()),
  collector: z.nullable(z.string()),
  clientFields: z.nullable(ownFieldsSchema),
  itemFields: z.nullable(ownFieldsSchema),
})
export type PreviewRow = z.infer<typeof previewRowSchema>

/** `errors` are the first of them; the plan counts all. */
export const previewAnswerSchema = z.union([
  z.object({ refusal: refusalSchema }),
  z.object({ plan: importPlanSchema, rows: z.array(previewRowSchema), errors: z.array(rowErrorSchema) }),
])
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>

/** Where an import under way stands, or how it ended. */
export const importProgressSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('uploaded') }),
  /** `of` is 0 while the file is still being compared. */
  z.object({ state: z.literal('running'), done: z.int(), of: z.int() }),
  z.object({ state: z.literal('refused'), refusal: refusalSchema }),
  z.object({ state: z.literal('unconfirmed'), plan: importPlanSchema }),
  z.object({ state: z.literal('nothingTaken'), plan: importPlanSchema }),
  z.object({
    state: z.literal('done'),
    plan: importPlanSchema,
    counts: importCountsSchema,
    absent: z.int(),
    totals: booksTotalsSchema,
    errors: z.array(rowErrorSchema),
  }),
  z.object({ state: z.literal('busy') }),
  z.object({ state: z.literal('failed'), reference: z.string() }),
])
export type ImportProgress = z.infer<typeof importProgressSchema>

/** A run that is over, or was cut short. */
const pastImportSchema = z.object({
  id: z.string(),
  source: z.string(),
  mapping: z.string(),
  fileName: z.string(),
  asOf: calendarDaySchema,
  mode: z.enum(IMPORT_MODES),
  state: z.enum(['running', 'done', 'failed']),
  by: z.string(),
  at: z.int(),
  counts: z.nullable(z.extend(importCountsSchema, { absent: z.int() })),
})
export type PastImport = z.infer<typeof pastImportSchema>

export const pastImportsSchema = z.object({ imports: z.array(pastImportSchema) })

/** A client with disputed items that sit in no follow-up: what an import leaves to be opened. */
const unfollowedSchema = z.object({ clientId: z.string(), name: z.string(), items: z.int() })
export type UnfollowedDispute = z.infer<typeof unfollowedSchema>

export const unfollowedAnswerSchema = z.object({ clients: z.array(unfollowedSchema) })

function hasCode(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'code' in value
}
