import type { ValidationState } from './validation.ts'

/**
 * What can be done with a validation.
 * - `approveLevel`: an approval after which more is asked, of this level or the next
 * - `approve`: the approval that ends it
 * - `change`: another question or amount is asked in its place, and all levels anew
 */
export const VALIDATION_MOVES = [
  'approveLevel',
  'approve',
  'refuse',
  'askBack',
  'explain',
  'change',
  'remind',
  'withdraw',
] as const
export type ValidationMove = (typeof VALIDATION_MOVES)[number]

const ENDED: Record<ValidationMove, null> = {
  approveLevel: null,
  approve: null,
  refuse: null,
  askBack: null,
  explain: null,
  change: null,
  remind: null,
  withdraw: null,
}

/** Where each move leads from each state; null: not possible. While somebody has asked back, who asked is to explain. */
export const VALIDATION_STATES_AFTER: Record<
  ValidationState,
  Record<ValidationMove, ValidationState | null>
> = {
  open: {
    approveLevel: 'open',
    approve: 'approved',
    refuse: 'refused',
    askBack: 'askedBack',
    explain: null,
    change: 'open',
    remind: 'open',
    withdraw: 'withdrawn',
  },
  askedBack: {
    approveLevel: null,
    approve: null,
    refuse: null,
    askBack: null,
    explain: 'open',
    change: 'open',
    remind: null,
    withdraw: 'withdrawn',
  },
  approved: ENDED,
  refused: ENDED,
  withdrawn: ENDED,
}

export function canMove(state: ValidationState, move: ValidationMove): boolean {
  return VALIDATION_STATES_AFTER[state][move] !== null
}

/** Whether somebody still has to do something: answer, or explain. */
export function isUnderWay(state: ValidationState): boolean {
  return canMove(state, 'withdraw')
}
