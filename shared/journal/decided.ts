import { WAITS_FOR } from '../parked/parked.ts'
import type { Decision } from './decision.ts'
import type { Entry } from './entry.ts'
import type { HistoryRow } from './history.ts'
import type { Outcome } from './outcome.ts'

/** An entry with its decision; entries it caused follow it, decided on the file it left behind. */
export type Decided = { entry: Entry; cause: string | null; decision: Decision }

/** The answer to an entry that follows from its decision; `unknown` has none yet. */
export function outcomeOf(decision: Decision): Outcome {
  switch (decision.type) {
    case 'applied':
      return {
        type: 'applied',
        ...(decision.superseded.length > 0 && { superseded: decision.superseded }),
        ...(decision.leftOut.length > 0 && { leftOut: decision.leftOut }),
        ...(decision.joined !== undefined && { joined: decision.joined }),
      }
    case 'noop':
      return {
        type: 'noop',
        reason: decision.reason,
        ...(decision.joined !== undefined && { joined: decision.joined }),
      }
    case 'refused':
      return decision
    case 'parked':
      return { type: 'parked', for: WAITS_FOR[decision.because] }
    case 'unknown':
      return { type: 'deferred' }
  }
}

/** The history row of an applied entry; the server gives it number, version and the moment it arrived. */
export function historyRowOf(
  { entry, cause, decision }: Decided,
  arrival: { number: number | null; occurred: number; receivedAt: number; late: boolean; version: number },
): HistoryRow | null {
  if (decision.type !== 'applied') return null
  const { actionId, itemIds, text, details, changes } = decision.story
  return {
    id: entry.id,
    number: arrival.number,
    clientId: entry.subject.type === 'client' ? entry.subject.id : null,
    actionId,
    itemIds,
    kind: entry.kind,
    by: entry.by,
    cause,
    at: arrival.occurred,
    receivedAt: arrival.receivedAt,
    device: entry.device,
    changes,
    text,
    details,
    late: arrival.late,
    superseded: decision.superseded,
    version: arrival.version,
  }
}
