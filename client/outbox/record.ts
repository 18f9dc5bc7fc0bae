import type { Entry } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'

/** An entry in the outbox and how far it has come. */
export type OutboxRecord = {
  /** Order of the taps on this device. */
  seq: number
  userId: string
  entry: Entry
  /**
   * `waiting`: never left the device, may be taken out. `sent`: numbered, may have reached the server.
   * `settled`: the server has answered; kept 14 days.
   */
  state: 'waiting' | 'sent' | 'settled'
  stream: string | null
  n: number | null
  outcome: Outcome | null
  /** Version the outcome moved the company to; the entry is shown on top of the replica until it is reached. */
  version: number | null
  settledAtMs: number | null
  /** Put away by its author in the sync centre. */
  isDismissed: boolean
}

/** The server's answer asks something of the author: refused, or parked for somebody else. */
export function needsAuthor({ state, outcome, isDismissed }: OutboxRecord): boolean {
  return state === 'settled' && !isDismissed && (outcome?.type === 'refused' || outcome?.type === 'parked')
}

export function isUnsettled({ state }: OutboxRecord): boolean {
  return state !== 'settled'
}

/** Whether the server has answered finally; a deferred entry waits for the update. */
export function isFinal(outcome: Outcome): boolean {
  return outcome.type !== 'deferred'
}
