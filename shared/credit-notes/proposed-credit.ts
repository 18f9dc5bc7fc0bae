import type { ClientFile } from '../clients/client-file.ts'
import { workOf } from '../casework/casework.ts'
import type { Company } from '../company/company.ts'
import { type Item, isDisputed } from '../items/item.ts'
import { isLiveRequest } from './credit-note-states.ts'

/** What a credit note is proposed for of an item: what is disputed and not asked for yet, minor units. */
export function disputedMinorOf(item: Item, file: ClientFile, company: Company): number {
  if (!isDisputed(item, company)) return 0
  const asked = workOf(file, 'creditNote')
    .filter(({ work }) => isLiveRequest(work.state))
    .flatMap(({ work }) => work.items)
    .reduce((sum, { itemId, amountMinor }) => (itemId === item.id ? sum + amountMinor : sum), 0)
  return Math.max(0, Math.min(item.disputedMinor ?? item.balanceMinor, item.balanceMinor) - asked)
}
