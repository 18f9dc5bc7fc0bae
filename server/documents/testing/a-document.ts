import { randomUUID } from 'node:crypto'
import type { Entry } from '#shared/journal/entry.ts'
import type { Office } from '../../testing/an-office.ts'
import { hashOf } from './up.ts'

type Given = {
  by: string
  clientId: string
  actionId?: string | null
  itemIds?: string[]
  pages: readonly { bytes: Uint8Array; mediaType?: string }[]
  name?: string
}

/** The entry that adds a document of these pages. */
export function aDocumentEntry(
  office: Office,
  { by, clientId, actionId = null, itemIds = [], pages, name = 'Delivery note' }: Given,
): { documentId: string; entry: Entry } {
  const documentId = randomUUID()
  const entry = office.company.entry('document.added', by, clientId, {
    documentId,
    actionId,
    itemIds,
    name,
    type: 'deliveryNote',
    remark: null,
    isShownToCustomer: false,
    pages: pages.map(({ bytes, mediaType = 'image/jpeg' }) => ({
      hash: hashOf(bytes),
      mediaType,
      bytes: bytes.length,
      width: null,
      height: null,
    })),
    capturedAt: office.company.clock.now,
  })
  return { documentId, entry }
}
