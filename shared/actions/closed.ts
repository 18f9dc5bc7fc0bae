import { type Decision, refuse } from '../journal/decision.ts'
import type { Action } from './action.ts'

/**
 * The answer to items that come to a closed action: from somebody who knew, or could have, that it is closed they are
 * refused; those sent on their way before wait for its owner, who reopens it with them or leaves them out.
 */
export function closedToItems({ closedBy, closedAt }: Action, at: number): Decision {
  return at < (closedAt ?? 0)
    ? { type: 'parked', because: 'closed' }
    : refuse({ type: 'closed', by: closedBy, at: closedAt })
}
