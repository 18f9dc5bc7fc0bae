import type { CalendarDay } from '../base/calendar-day.ts'
import type { Client } from '../clients/client.ts'
import { findItem } from '../clients/client-file.ts'
import type { FileDraft } from '../journal/file-draft.ts'
import type { NextStep } from './next-step.ts'

type Reached = NonNullable<Client['scenarioStep']>

/** Where the scenario stands when a step is done or passed over on a day; the one after it may be given a day. */
export function afterStep(
  { leader, index }: Pick<NextStep, 'leader' | 'index'>,
  on: CalendarDay | null,
  nextOn: CalendarDay | null,
): Reached {
  return { leaderItemId: leader.id, next: index + 1, movedTo: nextOn, lastOn: on, preparedOn: null }
}

/** Writes where the scenario stands. An item that drove it before keeps its step, for when it drives it again. */
export function reach(draft: FileDraft, reached: Reached): void {
  const { client } = draft.file
  const before = client.scenarioStep
  if (before && before.leaderItemId !== reached.leaderItemId) {
    const leader = findItem(draft.file, before.leaderItemId)
    if (leader && leader.closedOn === null && leader.resumesAt !== before.next)
      draft.put({ table: 'items', row: { ...leader, resumesAt: before.next } })
  }
  draft.put({ table: 'clients', row: { ...client, scenarioStep: reached } })
}
