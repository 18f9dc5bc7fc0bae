import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { CreditNoteState } from '../credit-notes/credit-note-request.ts'
import { allocate, toAllocatable } from '../plans/allocation.ts'
import type { PlanState } from '../plans/plan.ts'
import type { PromiseState } from '../promises/promise.ts'
import { type Pending, pendingIn } from '../validations/pending.ts'
import type { ValidationState } from '../validations/validation.ts'
import { type Casework, type CaseworkOf, type WorkType, workOf } from './casework.ts'

/**
 * What lists show of the work of an action without opening its file. It is kept beside the file, so nothing in it
 * depends on today: what is late by now follows from `unpaid`.
 */
export type WorkSummary = {
  plan: {
    id: string
    state: PlanState
    currency: CurrencyCode
    /** Instalments not paid in full, oldest first, each with what is left of it, minor units. */
    unpaid: { dueOn: CalendarDay; leftMinor: number }[]
  } | null
  promise: {
    id: string
    state: PromiseState
    promisedOn: CalendarDay
    amountMinor: number
    currency: CurrencyCode
  } | null
  validation: { id: string; state: ValidationState; dueOn: CalendarDay; question: string } | null
  /** Questions that wait for somebody, the earliest due first. */
  pending: Pending[]
  creditNote: { id: string; state: CreditNoteState; amountMinor: number; currency: CurrencyCode } | null
}

/** Null when the action has no work at all. */
export function workSummary(actionId: string, file: { casework: readonly Casework[] }): WorkSummary | null {
  if (!file.casework.some((row) => row.actionId === actionId && !row.removed)) return null
  return {
    plan: planSummary(actionId, file),
    promise: promiseSummary(newest(actionId, file, 'promise')),
    validation: validationSummary(newest(actionId, file, 'validation')),
    pending: pendingIn(actionId, file),
    creditNote: creditNoteSummary(newest(actionId, file, 'creditNote')),
  }
}

/** The instalments of a plan that are not paid and due before today. */
export function lateOf({ unpaid }: Pick<NonNullable<WorkSummary['plan']>, 'unpaid'>, today: CalendarDay) {
  return unpaid.filter(({ dueOn }) => dueOn < today)
}

/** What somebody saw coming counts here until the books or the calendar say otherwise: what was missed wakes no more. */
function planSummary(actionId: string, file: { casework: readonly Casework[] }): WorkSummary['plan'] {
  const row = newest(actionId, file, 'plan')
  if (!row) return null
  const { state, currency, instalments, paidBefore } = row.work
  const payments = workOf(file, 'payment', actionId).filter(
    ({ id, work, wakesOn }) =>
      work.currency === currency &&
      (work.state === 'booked' || (work.state === 'seen' && wakesOn !== null)) &&
      !paidBefore.includes(id),
  )
  const { paidMinor } = allocate(instalments, payments.map(toAllocatable))
  const unpaid = instalments
    .map(({ id, dueOn, amountMinor }) => ({ dueOn, leftMinor: amountMinor - (paidMinor.get(id) ?? 0) }))
    .filter(({ leftMinor }) => leftMinor > 0)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return { id: row.id, state, currency, unpaid }
}

function promiseSummary(row: CaseworkOf<'promise'> | undefined): WorkSummary['promise'] {
  if (!row) return null
  const { state, promisedOn, amountMinor, currency } = row.work
  return { id: row.id, state, promisedOn, amountMinor, currency }
}

function validationSummary(row: CaseworkOf<'validation'> | undefined): WorkSummary['validation'] {
  if (!row) return null
  const { state, dueOn, question } = row.work
  return { id: row.id, state, dueOn, question }
}

function creditNoteSummary(row: CaseworkOf<'creditNote'> | undefined): WorkSummary['creditNote'] {
  if (!row) return null
  const { state, currency, items } = row.work
  const amountMinor = items.reduce((sum, item) => sum + item.amountMinor, 0)
  return { id: row.id, state, amountMinor, currency }
}

/** What is still under way before what has ended; of several the last, by the day it was made and then by id. */
function newest<T extends Exclude<WorkType, 'payment'>>(
  actionId: string,
  file: { casework: readonly Casework[] },
  type: T,
): CaseworkOf<T> | undefined {
  return workOf(file, type, actionId)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .at(-1)
}

function keyOf({ id, work }: Casework): string {
  const isUnderWay = 'endedOn' in work && work.endedOn === null
  return `${isUnderWay ? 1 : 0} ${madeOn(work)} ${id}`
}

function madeOn(work: Casework['work']): CalendarDay {
  switch (work.type) {
    case 'validation':
      return work.askedOn
    case 'payment':
      return work.on
    case 'plan':
    case 'promise':
    case 'creditNote':
      return work.madeOn
  }
}
