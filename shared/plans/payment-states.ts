import type { PaymentState } from './payment.ts'

/** What can become of a payment. People allocate and withdraw, the books book and reverse. */
export const PAYMENT_MOVES = ['allocate', 'withdraw', 'book', 'reverse'] as const
export type PaymentMove = (typeof PAYMENT_MOVES)[number]

/** The state a move leads to; null: not possible. What the books have, only the books take back. */
export const PAYMENT_AFTER: Record<PaymentState, Record<PaymentMove, PaymentState | null>> = {
  seen: { allocate: 'seen', withdraw: 'withdrawn', book: 'booked', reverse: null },
  booked: { allocate: 'booked', withdraw: null, book: null, reverse: 'reversed' },
  reversed: { allocate: null, withdraw: null, book: null, reverse: null },
  withdrawn: { allocate: null, withdraw: null, book: null, reverse: null },
}

/** Why a move is not possible: the state that stands in its way. Null when it is possible. */
export function whyNotPayment(state: PaymentState, move: PaymentMove): PaymentState | null {
  return PAYMENT_AFTER[state][move] === null ? state : null
}
