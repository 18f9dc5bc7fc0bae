import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { type CalendarDay, calendarDaySchema, daysBetween } from '../base/calendar-day.ts'
import { stampsSchema } from '../base/stamp.ts'
import { customFieldsSchema } from '../base/custom-fields.ts'
import { type Company, findStatus } from '../company/company.ts'
import type { Category } from '../statuses/status.ts'

export const ITEM_KINDS = ['invoice', 'creditNote', 'payment', 'otherDebit', 'otherCredit'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** The status an item carries and what came with it; kept together because they are written together. */
export const itemStatusSchema = z.strictObject({
  statusId: z.nullable(z.string()),
  statusOn: z.nullable(calendarDaySchema),
  statusBy: z.nullable(z.string()),
  statusComment: z.nullable(z.string()),
  reasonId: z.nullable(z.string()),
  /** Part of the balance that is disputed, minor units; null: all of it. */
  disputedMinor: z.nullable(amountMinorSchema),
})
export type ItemStatus = z.infer<typeof itemStatusSchema>

export const NO_STATUS: ItemStatus = {
  statusId: null,
  statusOn: null,
  statusBy: null,
  statusComment: null,
  reasonId: null,
  disputedMinor: null,
}

export const suggestedSchema = z.strictObject({
  statusId: z.string(),
  templateId: z.string(),
  on: calendarDaySchema,
})
export type Suggested = z.infer<typeof suggestedSchema>

/** An accounting document of a client. Amounts are signed: credits are negative. */
export const itemSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  /** Where it was imported from; number and kind are unique within source and entity. */
  source: z.string(),
  number: z.string(),
  kind: z.enum(ITEM_KINDS),
  entity: z.nullable(z.string()),
  currency: currencySchema,
  amountMinor: amountMinorSchema,
  balanceMinor: amountMinorSchema,
  issuedOn: calendarDaySchema,
  dueOn: calendarDaySchema,
  closedOn: z.nullable(calendarDaySchema),
  /** The status value the source last gave: a mapped status applies only when this changes. */
  sourceStatus: z.nullable(z.string()),
  ...itemStatusSchema.shape,
  /** Day the item came back into the scenario; its next step waits the grace time from here. */
  returnedOn: z.nullable(calendarDaySchema),
  /** Index of the step it had reached when another item drove the scenario; it goes on from there. */
  resumesAt: z.nullable(z.int()),
  /** What a status suggests that nobody was there to answer. */
  suggested: z.nullable(suggestedSchema),
  /** Further columns of the books, by their name. */
  fields: customFieldsSchema,
  stamps: stampsSchema,
  version: z.int(),
})
export type Item = z.infer<typeof itemSchema>

export function statusOf(item: Item): ItemStatus {
  const { statusId, statusOn, statusBy, statusComment, reasonId, disputedMinor } = item
  return { statusId, statusOn, statusBy, statusComment, reasonId, disputedMinor }
}

export function isOpen(item: Item): boolean {
  return item.closedOn === null
}

/** Calendar days after the due date; negative before it. */
export function ageDays(item: Item, today: CalendarDay): number {
  return daysBetween(item.dueOn, today)
}

export function categoryOf(item: Item, company: Company): Category | null {
  return findStatus(company, item.statusId)?.data.category ?? null
}

export function isDisputed(item: Item, company: Company): boolean {
  return categoryOf(item, company) === 'dispute'
}
