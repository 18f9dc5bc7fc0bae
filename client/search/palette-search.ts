import { Building2, FileText, Paperclip } from '@lucide/vue'
import { createSearch } from '../replica/search.ts'
import type { Snapshot } from '../replica/snapshot.ts'
import type { Workplace } from '../session/workplace.ts'
import type { PaletteRow } from '../shell/palette-row.ts'
import type { Search } from '../shell/search.ts'
import { hueOfAction } from '../ui/hue.ts'
import { caseAddress, clientAddress, documentAddress, itemAddress } from './addresses.ts'

const SHOWN = 6

/** What the palette finds on this device: clients, then cases, then items, then documents. */
export function paletteSearch({ view }: Pick<Workplace, 'view'>): Search {
  let indexed: { snapshot: Snapshot; find: ReturnType<typeof createSearch> } | null = null
  return async (query) => {
    const snapshot = view.snapshot.value
    if (indexed?.snapshot !== snapshot) indexed = { snapshot, find: createSearch(snapshot) }
    const { clients, items, cases, documents } = indexed.find(query, SHOWN)
    return [
      ...clients.map((card): PaletteRow => ({
        key: card.fileId,
        label: card.name,
        detail: card.number,
        icon: Building2,
        to: clientAddress(card),
      })),
      ...cases.map((row): PaletteRow => ({
        key: `row:${row.id}`,
        label: typeof row.name === 'string' ? row.name : '',
        detail: row.clientName,
        hue: hueOfAction(row.type, row.kind),
        to: caseAddress(row),
      })),
      ...items.map((item): PaletteRow => ({
        key: `item:${item.fileId}:${item.itemId}`,
        label: item.number,
        detail: item.clientName,
        icon: FileText,
        to: itemAddress(item),
      })),
      ...documents.map((document): PaletteRow => ({
        key: `document:${document.id}`,
        label: document.name,
        detail: document.clientName,
        icon: Paperclip,
        to: documentAddress(document),
      })),
    ]
  }
}
