import type { PromiseState } from './promise.ts'

/**
 * What can become of a promise to pay. `replace`: another one is made in its place. `reopen`: the payment that had kept it
 * was taken back.
 */
export const PROMISE_MOVES = ['replace', 'withdraw', 'keep', 'break', 'reopen'] as const
export type PromiseMove = (typeof PROMISE_MOVES)[number]

const NEVER = { replace: null, withdraw: null, keep: null, break: null, reopen: null } as const

/** The state a move leads to; null: not possible. */
export const PROMISE_AFTER: Record<PromiseState, Record<PromiseMove, PromiseState | null>> = {
  open: { ...NEVER, replace: 'replaced', withdraw: 'withdrawn', keep: 'kept', break: 'broken' },
  kept: { ...NEVER, reopen: 'open' },
  broken: NEVER,
  replaced: NEVER,
  withdrawn: NEVER,
}

/** Why a move is not possible: the state that stands in its way. Null when it is possible. */
export function whyNotPromise(state: PromiseState, move: PromiseMove): PromiseState | null {
  return PROMISE_AFTER[state][move] === null ? state : null
}
