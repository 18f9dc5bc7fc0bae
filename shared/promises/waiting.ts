import { type CalendarDay, addDays, laterDay } from '../base/calendar-day.ts'
import { type Casework, type CaseworkOf, workOf } from '../casework/casework.ts'
import type { PlanRule, PromiseRule } from '../company/settings.ts'
import { doesCount, seenCountsUntil } from '../plans/allocation.ts'
import { PROMISE_AFTER } from './promise-states.ts'
import type { PaymentPromise } from './promise.ts'

/** The first day on which a promise that was not kept is broken. */
export function brokenFrom(
  { promisedOn }: Pick<PaymentPromise, 'promisedOn'>,
  rule: PromiseRule,
): CalendarDay {
  return addDays(promisedOn, rule.graceDays + 1)
}

/** What has come of a promise by a day, minor units: what the books brought, and what was seen and still counts. */
export function comeOf(
  promise: CaseworkOf<'promise'>,
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): number {
  const { work } = promise
  return seenFor(promise, file, today, rule).reduce(
    (sum, seen) => sum + seen.work.amountMinor,
    work.paidMinor,
  )
}

/**
 * The next day on which a promise may turn out broken. While payments that were seen cover it, that is when one of them
 * counts no more.
 */
export function promiseWakesOn(
  promise: CaseworkOf<'promise'>,
  file: { casework: readonly Casework[] },
  on: CalendarDay,
  rules: { promiseRule: PromiseRule; planRule: PlanRule },
): CalendarDay {
  const from = brokenFrom(promise.work, rules.promiseRule)
  if (comeOf(promise, file, on, rules.planRule) < promise.work.amountMinor) return from
  const ends = seenFor(promise, file, on, rules.planRule).map(({ work }) =>
    addDays(seenCountsUntil(work, rules.planRule), 1),
  )
  return laterDay(from, ends.toSorted()[0] ?? from)
}

function seenFor(
  { work, actionId }: CaseworkOf<'promise'>,
  file: { casework: readonly Casework[] },
  today: CalendarDay,
  rule: PlanRule,
): CaseworkOf<'payment'>[] {
  return workOf(file, 'payment', actionId).filter(
    ({ work: payment }) =>
      payment.state === 'seen' &&
      payment.currency === work.currency &&
      payment.on >= work.madeOn &&
      doesCount(payment, today, rule),
  )
}

/** The promise of an action that is open, if any: there is at most one. */
export function openPromise(
  actionId: string,
  file: { casework: readonly Casework[] },
): CaseworkOf<'promise'> | undefined {
  return workOf(file, 'promise', actionId).find(({ work }) => work.state === 'open')
}

/**
 * The promise that a payment taken back was for: the one that is open, else the last that was kept. One that is no longer
 * covered is open again, and broken at once where its day is over.
 */
export function takenBack(
  actionId: string,
  file: { casework: readonly Casework[] },
  { currency, amountMinor, on }: { currency: string; amountMinor: number; on: CalendarDay },
  rule: PromiseRule,
): CaseworkOf<'promise'> | null {
  const last = workOf(file, 'promise', actionId)
    .filter(({ work }) => PROMISE_AFTER[work.state].reopen !== null)
    .toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : 1))
    .at(-1)
  const promise = openPromise(actionId, file) ?? last
  if (promise?.work.currency !== currency) return null
  const paidMinor = Math.max(0, promise.work.paidMinor - amountMinor)
  const state = PROMISE_AFTER[promise.work.state].reopen
  if (state === null || paidMinor >= promise.work.amountMinor)
    return { ...promise, work: { ...promise.work, paidMinor } }
  return {
    ...promise,
    work: { ...promise.work, paidMinor, state, endedOn: null },
    wakesOn: laterDay(brokenFrom(promise.work, rule), on),
  }
}

function endOf({ id, work }: CaseworkOf<'promise'>): string {
  return `${work.endedOn ?? ''} ${id}`
}
