import { type AmountMatch, amountMatch } from '#shared/base/amount-match.ts'
import type { CurrencyCode } from '#shared/base/amount.ts'
import { fold } from '../ui/fold.ts'
import type { SeenCard } from './client-card.ts'
import { eachRow } from './rows.ts'
import type { SeenAgendaRow, Snapshot } from './snapshot.ts'
import type { FoundDocument, FoundItem } from './useSearch.ts'

export type Found<Client, Item, Case, Document> = {
  clients: Client[]
  items: Item[]
  cases: Case[]
  documents: Document[]
}

/** Folds every name and number once; a keystroke then only compares text. */
export function createSearch(
  snapshot: Pick<Snapshot, 'agenda' | 'cards'>,
): (text: string, limit: number) => Found<SeenCard, FoundItem, SeenAgendaRow, FoundDocument> {
  let index: ReturnType<typeof indexOf> | null = null
  return (text, limit) => {
    const words = fold(text).split(/\s+/).filter(Boolean)
    if (words.length === 0) return { clients: [], items: [], cases: [], documents: [] }
    index ??= indexOf(snapshot)
    const amount = amountMatch(text)
    return {
      clients: pick(index.clients, words, amount, limit),
      items: pick(index.items, words, amount, limit),
      cases: pick(index.cases, words, amount, limit),
      documents: pick(index.documents, words, null, limit),
    }
  }
}

type Indexed<Value> = {
  text: string
  amounts: readonly { minor: number; currency: CurrencyCode }[]
  value: Value
}

function indexOf(snapshot: Pick<Snapshot, 'agenda' | 'cards'>) {
  const clients = new Map<string, Indexed<SeenCard>>()
  const items: Indexed<FoundItem>[] = []
  const cases: Indexed<SeenAgendaRow>[] = []
  const documents = new Map<string, Indexed<FoundDocument>>()
  for (const card of snapshot.cards.values()) {
    const { fileId, clientId, name } = card
    const amounts = card.figures.map(({ outstandingMinor, currency }) => ({
      minor: outstandingMinor,
      currency,
    }))
    if (!clients.has(clientId) || card.kind === 'client')
      clients.set(clientId, { text: fold(`${name} ${card.number}`), amounts, value: card })
    for (const { id, number, currency, balanceMinor } of card.openItems)
      items.push({
        text: fold(number),
        amounts: [{ minor: balanceMinor, currency }],
        value: { itemId: id, number, fileId, clientId, clientName: name, currency, balanceMinor },
      })
    // One of items in two cases that one holds is in both files.
    for (const document of card.documents)
      if (!documents.has(document.id) || card.kind === 'client')
        documents.set(document.id, {
          text: fold(`${document.name} ${name}`),
          amounts: [],
          value: { ...document, fileId, clientId, clientName: name },
        })
  }
  for (const row of eachRow(snapshot))
    if (row.type === 'followUp' && !row.suggestion && row.closedOn === null && typeof row.name === 'string')
      cases.push({ text: fold(`${row.name} ${row.clientName}`), amounts: row.amounts, value: row })
  return { clients: [...clients.values()], items, cases, documents: [...documents.values()] }
}

/** Those that begin with the words first, then those that have them anywhere or are of that amount. */
function pick<Value>(
  indexed: readonly Indexed<Value>[],
  words: readonly string[],
  isLookedFor: AmountMatch | null,
  limit: number,
): Value[] {
  const [first = ''] = words
  const starting: Value[] = []
  const others: Value[] = []
  for (const { text, amounts, value } of indexed) {
    if (words.every((word) => text.includes(word))) {
      if (text.startsWith(first)) starting.push(value)
      else others.push(value)
    } else if (isLookedFor && amounts.some(({ minor, currency }) => isLookedFor(minor, currency)))
      others.push(value)
    if (starting.length >= limit) break
  }
  return [...starting, ...others].slice(0, limit)
}
