import type { CalendarDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import { type CaseworkOf, workOf } from '../casework/casework.ts'
import type { FileDraft } from '../journal/file-draft.ts'
import { ACCOUNTING } from '../journal/entry.ts'
import type { Payment, PaymentState } from './payment.ts'

/** An amount of the books for an action. */
export type Movement = { actionId: string; currency: string; amountMinor: number; on: CalendarDay }

/**
 * What the books brought first confirms what was seen: a payment of exactly that amount, else the oldest first; of one
 * that came only in part the rest is still awaited. What nobody had seen is a payment of the books.
 */
export function book(draft: FileDraft, movement: Movement, entryId: string): void {
  const { actionId, currency, amountMinor, on } = movement
  const rest = settle(draft, movement, 'seen', { state: 'booked', bookedOn: on }, entryId)
  if (rest === 0) return
  draft.put({
    table: 'casework',
    row: {
      id: idFrom(entryId, 'payment'),
      clientId: draft.file.client.id,
      actionId,
      work: {
        type: 'payment',
        state: 'booked',
        currency,
        amountMinor: Math.min(rest, amountMinor),
        on,
        means: 'other',
        instalmentId: null,
        note: null,
        by: ACCOUNTING,
        bookedOn: on,
      },
      wakesOn: null,
      removed: false,
      version: 0,
    },
  })
}

/**
 * What the books took back: a booked payment of exactly that amount, else the newest first. Returns what they had never
 * brought here, minor units.
 */
export function reverse(draft: FileDraft, movement: Movement, entryId: string): number {
  return settle(draft, movement, 'booked', { state: 'reversed' }, entryId)
}

function settle(
  draft: FileDraft,
  { actionId, currency, amountMinor }: Movement,
  from: PaymentState,
  becomes: Partial<Payment>,
  entryId: string,
): number {
  const waiting = workOf(draft.file, 'payment', actionId)
    .filter(({ work }) => work.state === from && work.currency === currency)
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  if (from === 'booked') waiting.reverse()
  const exact = waiting.find(({ work }) => work.amountMinor === amountMinor)
  let rest = amountMinor
  for (const row of exact ? [exact] : waiting) {
    if (rest === 0) break
    if (row.work.amountMinor > rest) {
      takePart(draft, row, rest, becomes, idFrom(entryId, row.id))
      return 0
    }
    rest -= row.work.amountMinor
    draft.put({ table: 'casework', row: { ...row, wakesOn: null, work: { ...row.work, ...becomes } } })
  }
  return rest
}

/** Part of a payment becomes one of its own, meant for what the whole was meant for. */
function takePart(
  draft: FileDraft,
  row: CaseworkOf<'payment'>,
  partMinor: number,
  becomes: Partial<Payment>,
  id: string,
): void {
  const { work } = row
  draft.put({
    table: 'casework',
    row: { ...row, work: { ...work, amountMinor: work.amountMinor - partMinor } },
  })
  draft.put({
    table: 'casework',
    row: { ...row, id, version: 0, wakesOn: null, work: { ...work, ...becomes, amountMinor: partMinor } },
  })
  for (const plan of workOf(draft.file, 'plan', row.actionId))
    if (plan.work.paidBefore.includes(row.id)) {
      const paidBefore = [...plan.work.paidBefore, id].toSorted()
      draft.put({ table: 'casework', row: { ...plan, work: { ...plan.work, paidBefore } } })
    }
}

function orderOf({ id, work }: CaseworkOf<'payment'>): string {
  return `${work.on} ${id}`
}
