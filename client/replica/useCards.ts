import { computed } from 'vue'
import { useWorkplace } from '../session/workplace.ts'
import { partOf } from './part.ts'
import type { SeenCard } from './client-card.ts'
import type { Snapshot } from './snapshot.ts'

/** The cards of all client files one holds, by name, with their figures. */
export function useCards() {
  const { view } = useWorkplace()
  const cards = partOf(view, 'cards')
  return { cards: computed(() => clientCards({ cards: cards.value })) }
}

function clientCards({ cards }: Pick<Snapshot, 'cards'>): SeenCard[] {
  const list = [...cards.values()].filter(({ kind }) => kind === 'client')
  return list.sort((a, b) => collator.compare(a.name, b.name) || (a.clientId < b.clientId ? -1 : 1))
}

const collator = new Intl.Collator()
