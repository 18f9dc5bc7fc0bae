import type { CreditNoteState } from './credit-note-request.ts'

/**
 * What can be done with a credit note request.
 * - `ask`: a validation is opened for it
 * - `change`: other items or amounts are asked for
 * - `unask`: its validation is withdrawn, the request stays
 * - `match`: the books have a credit note that answers it
 * - `unmatch`: they have taken it back
 */
export const CREDIT_NOTE_MOVES = [
  'ask',
  'change',
  'approve',
  'refuse',
  'unask',
  'match',
  'unmatch',
  'withdraw',
] as const
export type CreditNoteMove = (typeof CREDIT_NOTE_MOVES)[number]

const ENDED: Record<CreditNoteMove, null> = {
  ask: null,
  change: null,
  approve: null,
  refuse: null,
  unask: null,
  match: null,
  unmatch: null,
  withdraw: null,
}

/** Where each move leads from each state; null: not possible. What was approved is changed by a new request only. */
export const CREDIT_NOTE_STATES_AFTER: Record<
  CreditNoteState,
  Record<CreditNoteMove, CreditNoteState | null>
> = {
  drafted: { ...ENDED, ask: 'inValidation', change: 'drafted', withdraw: 'withdrawn' },
  inValidation: {
    ...ENDED,
    change: 'inValidation',
    approve: 'toBeIssued',
    refuse: 'refused',
    unask: 'drafted',
    withdraw: 'withdrawn',
  },
  toBeIssued: { ...ENDED, match: 'issued', withdraw: 'withdrawn' },
  refused: ENDED,
  issued: { ...ENDED, unmatch: 'toBeIssued' },
  withdrawn: ENDED,
}

/** The state a request is in after a move; as it was where the move is not possible. */
export function creditNoteAfter(state: CreditNoteState, move: CreditNoteMove): CreditNoteState {
  return CREDIT_NOTE_STATES_AFTER[state][move] ?? state
}

/** Whether a request is still on its way to a credit note. */
export function isLiveRequest(state: CreditNoteState): boolean {
  return CREDIT_NOTE_STATES_AFTER[state].withdraw !== null
}
