import { HOLDS_ALL } from '#shared/people/person.ts'
import type { Snapshot } from '../replica/snapshot.ts'
import type { ParkedCard } from '../replica/client-card.ts'

/** What waits for one's own decision, each once: the owner's of its case, the collector's, else of who runs the company. */
export function parkedForMe({ cards, me }: Pick<Snapshot, 'cards' | 'me'>): ParkedCard[] {
  const mine = new Map<string, ParkedCard>()
  for (const { parked } of cards.values())
    for (const one of parked) {
      const isMine =
        one.deciderId === null ? HOLDS_ALL[me.role] && me.role !== 'guest' : one.deciderId === me.id
      if (isMine) mine.set(one.row.id, one)
    }
  return [...mine.values()].sort((a, b) => a.row.at - b.row.at)
}
