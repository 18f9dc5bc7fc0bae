import type { Entry } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'

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
  /** Which of the server's histories that version is of, counted on this device. */
  history?: number
  /** Put away by its author in the sync centre. */
  isDismissed: boolean
  /** What the server had answered before it went back to a backup, until it has answered the same again. */
  before?: Outcome | undefined
}

/** The server's answer asks something of the author: refused, or parked for somebody else. */
export function needsAuthor({ state, outcome, isDismissed }: OutboxRecord): boolean {
  return state === 'settled' && !isDismissed && (outcome?.type === 'refused' || outcome?.type === 'parked')
}

/** Applied, but somebody's later change stands in some fields. */
export function isSuperseded({ state, outcome, isDismissed }: OutboxRecord): boolean {
  if (state !== 'settled' || isDismissed) return false
  if (outcome?.type === 'applied') return (outcome.superseded?.length ?? 0) > 0
  return outcome?.type === 'noop' && outcome.reason === 'superseded'
}

/** New work that the server has not answered; what it only lost is not new. */
export function isUnsettled(record: OutboxRecord): boolean {
  return record.state !== 'settled' && !isSentAgain(record)
}

/** Has no final answer: new work, and what the server has only lost. None of it may go from here. */
export function isToBeSent({ state }: Pick<OutboxRecord, 'state'>): boolean {
  return state !== 'settled'
}

/** The server went back to a backup: what it had answered is sent to it again, nobody need do anything. */
export function isSentAgain({ outcome, before }: OutboxRecord): boolean {
  return outcome === null && before !== undefined
}

/** Sent again, it was decided otherwise than before, and no other list says how it stands now. */
export function isDecidedAnew(record: OutboxRecord): boolean {
  const { outcome, before, isDismissed } = record
  if (needsAuthor(record) || isSuperseded(record)) return false
  return outcome !== null && before !== undefined && !isDismissed
}

/** Whether the server has answered finally; a deferred entry waits for the update. */
export function isFinal(outcome: Outcome): boolean {
  return outcome.type !== 'deferred'
}

/** The records as they will be once these answers are kept. */
export function withAnswers(
  records: readonly OutboxRecord[],
  settled: readonly Settled[],
): readonly OutboxRecord[] {
  if (settled.length === 0) return records
  const answers = new Map(settled.map(({ entryId, outcome, version }) => [entryId, { outcome, version }]))
  return records.map((record) => ({ ...record, ...answers.get(record.entry.id) }))
}
