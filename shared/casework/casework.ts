import * as z from 'zod/mini'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { creditNoteRequestSchema } from '../credit-notes/credit-note-request.ts'
import { paymentSchema } from '../plans/payment.ts'
import { planSchema } from '../plans/plan.ts'
import { paymentPromiseSchema } from '../promises/promise.ts'
import { validationSchema } from '../validations/validation.ts'

/** What is worked out in a case beside its items and dates. */
export const workSchema = z.discriminatedUnion('type', [
  planSchema,
  paymentSchema,
  paymentPromiseSchema,
  validationSchema,
  creditNoteRequestSchema,
])
export type Work = z.infer<typeof workSchema>
export type WorkType = Work['type']

/**
 * One piece of work of an action. One table holds them all: they live and travel with their case alike, and only the
 * rules of each type look inside.
 */
export const caseworkSchema = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  actionId: z.string(),
  work: workSchema,
  /** The next day on which the calendar has something to say of it; null: never. */
  wakesOn: z.nullable(calendarDaySchema),
  removed: z.boolean(),
  version: z.int(),
})
export type Casework = z.infer<typeof caseworkSchema>

/** A row whose work is of one type. */
export type CaseworkOf<T extends WorkType> = Casework & { work: Extract<Work, { type: T }> }

/** The pieces of work of one type, of one action where it is named; what was taken back is not among them. */
export function workOf<T extends WorkType>(
  { casework }: { casework: readonly Casework[] },
  type: T,
  actionId?: string,
): CaseworkOf<T>[] {
  return casework.filter(
    (row): row is CaseworkOf<T> =>
      row.work.type === type && !row.removed && (actionId === undefined || row.actionId === actionId),
  )
}

export function findWork<T extends WorkType>(
  file: { casework: readonly Casework[] },
  type: T,
  id: string,
): CaseworkOf<T> | undefined {
  return workOf(file, type).find((row) => row.id === id)
}
