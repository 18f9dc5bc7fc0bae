import type { PlanState } from './plan.ts'

/** What can become of a plan. `reopen`: a payment that had kept it was taken back; one only offered is offered again. */
export const PLAN_MOVES = ['change', 'agree', 'renegotiate', 'withdraw', 'keep', 'break', 'reopen'] as const
export type PlanMove = (typeof PLAN_MOVES)[number]

const NEVER = {
  change: null,
  agree: null,
  renegotiate: null,
  withdraw: null,
  keep: null,
  break: null,
  reopen: null,
} as const

/** The state a move leads to; null: not possible. What the client agreed to changes only by renegotiation. */
export const PLAN_AFTER: Record<PlanState, Record<PlanMove, PlanState | null>> = {
  offered: {
    change: 'offered',
    agree: 'agreed',
    renegotiate: null,
    withdraw: 'withdrawn',
    keep: 'kept',
    break: 'broken',
    reopen: null,
  },
  agreed: {
    change: null,
    agree: null,
    renegotiate: 'renegotiated',
    withdraw: 'withdrawn',
    keep: 'kept',
    break: 'broken',
    reopen: null,
  },
  kept: { ...NEVER, reopen: 'agreed' },
  broken: { ...NEVER, renegotiate: 'renegotiated' },
  renegotiated: NEVER,
  withdrawn: NEVER,
}

/** Whether a plan in this state runs: its instalments are awaited. */
export const PLAN_RUNS: Record<PlanState, boolean> = {
  offered: true,
  agreed: true,
  kept: false,
  broken: false,
  renegotiated: false,
  withdrawn: false,
}

/** Why a move is not possible: the state that stands in its way. Null when it is possible. */
export function whyNotPlan(state: PlanState, move: PlanMove): PlanState | null {
  return PLAN_AFTER[state][move] === null ? state : null
}
