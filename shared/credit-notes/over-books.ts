import { findWork } from '../casework/casework.ts'
import { type ClientFile, findItem } from '../clients/client-file.ts'
import { isOpen } from '../items/item.ts'
import type { Difference } from '../validations/difference.ts'
import type { Validation } from '../validations/validation.ts'

/**
 * What a credit note is asked for of items beyond what the books still have open of them: paid since it was asked, it is
 * approved no more. An item that this file does not know is the server's to judge.
 */
export function overBooks({ aboutId }: Pick<Validation, 'aboutId'>, file: ClientFile): Difference[] {
  const request = aboutId === null ? undefined : findWork(file, 'creditNote', aboutId)
  return (request?.work.items ?? []).flatMap(({ itemId, amountMinor }) => {
    const item = findItem(file, itemId)
    if (!item) return []
    const openMinor = isOpen(item) ? Math.max(0, item.balanceMinor) : 0
    return amountMinor > openMinor
      ? [{ field: `items.${itemId}`, before: amountMinor, after: openMinor }]
      : []
  })
}
