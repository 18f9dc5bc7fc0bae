import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import type { CurrencyCode } from '#shared/base/amount.ts'
import { useWorkplace } from '../session/workplace.ts'
import { partOf } from './part.ts'
import type { ClientCard, SeenCard } from './client-card.ts'
import type { FileId } from './file-id.ts'
import { type Found, createSearch } from './search.ts'
import type { SeenAgendaRow } from './snapshot.ts'

export type FoundItem = {
  itemId: string
  number: string
  fileId: FileId
  clientId: string
  clientName: string
  currency: CurrencyCode
  balanceMinor: number
}
export type FoundDocument = ClientCard['documents'][number] & {
  fileId: FileId
  clientId: string
  clientName: string
}
export type SearchResult = Found<SeenCard, FoundItem, SeenAgendaRow, FoundDocument>

/** Clients by name or number, open items by number, open cases by name, each also by amount, and documents by name;
 * without a network. */
export function useSearch(text: MaybeRefOrGetter<string>, limit = 20) {
  const { view } = useWorkplace()
  const [agenda, cards] = [partOf(view, 'agenda'), partOf(view, 'cards')]
  const search = computed(() => createSearch({ agenda: agenda.value, cards: cards.value }))
  return { found: computed<SearchResult>(() => search.value(toValue(text), limit)) }
}
