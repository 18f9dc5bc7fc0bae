import { computed } from 'vue'
import { openedBy } from '#shared/journal/dependents.ts'
import { findKind } from './kinds-here.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { useWorkplace } from '../session/workplace.ts'

/** The case an action one opened here was joined to, once the server has said so; null for every other action. */
export function useJoinedCase(actionId: () => string) {
  const { view } = useWorkplace()
  return computed(() => joinedCase(view.snapshot.value.outbox, actionId()))
}

/** The same, of an outbox as read. */
export function joinedCase(outbox: readonly OutboxRecord[], actionId: string): string | null {
  for (const { entry, outcome } of outbox) {
    const joined = outcome?.type === 'noop' || outcome?.type === 'applied' ? outcome.joined : undefined
    if (joined !== undefined && openedBy(entry, findKind) === actionId) return joined
  }
  return null
}
