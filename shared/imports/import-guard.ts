import * as z from 'zod/mini'
import { type CalendarDay, calendarDaySchema } from '../base/calendar-day.ts'
import type { ImportCounts, ImportMode } from './import-plan.ts'

/** Why an import asks to be confirmed before it writes anything. */
export const guardReasonSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('closesMuch'), closing: z.int(), open: z.int() }),
  z.object({ code: z.literal('entitiesAbsent'), entities: z.array(z.nullable(z.string())) }),
  z.object({ code: z.literal('earlierThanLast'), lastDay: calendarDaySchema }),
  z.object({ code: z.literal('numbersIllegible'), rows: z.int(), absent: z.int() }),
])
export type GuardReason = z.infer<typeof guardReasonSchema>

const MOST_CLOSING_PERCENT = 30

export type GuardFacts = {
  mode: ImportMode
  asOf: CalendarDay
  counts: ImportCounts
  absent: number
  /** Open items of the source before the import. */
  openBefore: number
  /** Entities with open items that no row of the file names. */
  entitiesAbsent: (string | null)[]
  /** The day the books show of the source: that of its last full import, or a later one of a delta since. */
  lastDay: CalendarDay | null
  /** Refused rows whose item cannot be told: what looks absent may be one of them. */
  illegibleRows: number
}

/** What must be confirmed; empty when the import may simply run. */
export function guardReasons(facts: GuardFacts): GuardReason[] {
  const { mode, asOf, counts, absent, openBefore, entitiesAbsent, lastDay, illegibleRows } = facts
  const reasons: GuardReason[] = []
  if (lastDay !== null && asOf < lastDay) reasons.push({ code: 'earlierThanLast', lastDay })
  const closing = counts.closed + absent
  if (openBefore > 0 && closing * 100 > openBefore * MOST_CLOSING_PERCENT)
    reasons.push({ code: 'closesMuch', closing, open: openBefore })
  if (mode === 'delta') return reasons
  if (entitiesAbsent.length > 0) reasons.push({ code: 'entitiesAbsent', entities: entitiesAbsent })
  if (illegibleRows > 0 && absent > 0) reasons.push({ code: 'numbersIllegible', rows: illegibleRows, absent })
  return reasons
}

/** The reason in one English sentence. Screens translate by code. */
export function describeGuardReason(reason: GuardReason): string {
  switch (reason.code) {
    case 'closesMuch':
      return `It would close ${reason.closing} of the ${reason.open} open items of this source at once.`
    case 'entitiesAbsent':
      return `The file has no row of ${reason.entities.map((entity) => (entity === null ? 'the items without entity' : `entity “${entity}”`)).join(', ')}, which has open items: they would all be closed.`
    case 'earlierThanLast':
      return `This source was already imported as of ${reason.lastDay}: this file shows an earlier day.`
    case 'numbersIllegible':
      return `In ${reason.rows} refused rows the item number cannot be read: some of the ${reason.absent} items that look absent may be among them.`
  }
}
