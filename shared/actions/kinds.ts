/** Kinds of follow-up: what a case is about. */
export const KIND_NAMES = [
  'dispute',
  'instalmentPlan',
  'litigation',
  'validation',
  'creditNoteRequest',
  'publicReceivable',
  'other',
] as const
export type FollowUpKind = (typeof KIND_NAMES)[number]

/** Types of specific action; a follow-up is the one that runs a case. */
export const ACTION_TYPES = ['followUp', 'call', 'email', 'letter', 'task', 'promiseCheck'] as const
export type ActionType = (typeof ACTION_TYPES)[number]

/** Types that become a to-do of the case their items already sit in, instead of asking to move them. */
export const JOINS_CASE: Record<ActionType, boolean> = {
  followUp: false,
  promiseCheck: false,
  call: true,
  email: true,
  letter: true,
  task: true,
}
