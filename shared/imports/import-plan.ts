import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { guardReasonSchema } from './import-guard.ts'

/** `full`: open items of the source that the file does not have are closed; `delta`: only what is in the file counts. */
export const IMPORT_MODES = ['full', 'delta'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

/** Every row read is in exactly one of the other classes. */
export const importCountsSchema = z.object({
  read: z.int(),
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  closed: z.int(),
  /** Not yet issued on the day, or closed and never seen open. */
  ignored: z.int(),
  errors: z.int(),
})
export type ImportCounts = z.infer<typeof importCountsSchema>

/** What an import will do, told before it does it. */
export const importPlanSchema = z.object({
  source: z.string(),
  mapping: z.string(),
  asOf: calendarDaySchema,
  mode: z.enum(IMPORT_MODES),
  counts: importCountsSchema,
  /** Open items that will be closed because the file no longer has them. */
  absent: z.int(),
  openBefore: z.int(),
  newClients: z.int(),
  /** What the file holds open on its day. */
  totals: z.array(z.object({ currency: currencySchema, count: z.int(), balanceMinor: amountMinorSchema })),
  /** Collectors the file names and nobody here answers to; their clients stay unassigned. */
  unknownCollectors: z.array(z.string()),
  /** Columns of fields of the company's own that the file does not have; what these hold stays as it is. */
  columnsAbsent: z.array(z.string()),
  guard: z.array(guardReasonSchema),
})
export type ImportPlan = z.infer<typeof importPlanSchema>

/** The company after an import; money per currency in minor units. */
export const booksTotalsSchema = z.object({
  open: z.int(),
  outstanding: z.record(currencySchema, amountMinorSchema),
  disputed: z.record(currencySchema, amountMinorSchema),
  version: z.int(),
})
export type BooksTotals = z.infer<typeof booksTotalsSchema>

export const NOTHING_READ: ImportCounts = {
  read: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  closed: 0,
  ignored: 0,
  errors: 0,
}
