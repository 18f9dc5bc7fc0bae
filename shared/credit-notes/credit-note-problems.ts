import type { CurrencyCode } from '../base/amount.ts'
import { type ClientFile, findAction, findItem, staysOf } from '../clients/client-file.ts'
import { workOf } from '../casework/casework.ts'
import { isOpen } from '../items/item.ts'
import type { CreditNoteRequest } from './credit-note-request.ts'
import { isLiveRequest } from './credit-note-states.ts'

/** So much of an item that a credit note is asked for. */
export type CreditedItem = CreditNoteRequest['items'][number]

export type CreditNoteProblem =
  'nothing' | 'notPositive' | 'twice' | 'notInCase' | 'settled' | 'notDebit' | 'otherCurrency' | 'overBalance'

/**
 * What is wrong with the items of a credit note request, each at its field. What other requests on their way ask for of
 * an item counts towards its balance; `exceptId` is the request that is being changed.
 */
export function creditNoteProblems(
  items: readonly CreditedItem[],
  currency: CurrencyCode,
  actionId: string,
  file: ClientFile,
  exceptId?: string,
): { field: string; problem: CreditNoteProblem }[] {
  if (items.length === 0) return [{ field: 'data.items', problem: 'nothing' }]
  const action = findAction(file, actionId)
  const inCase = new Set(action ? staysOf(file, action).map(({ itemId }) => itemId) : [])
  const asked = askedElsewhere(file, exceptId)
  const seen = new Set<string>()
  return items.flatMap(({ itemId, amountMinor }, at) => {
    const isTwice = seen.has(itemId)
    seen.add(itemId)
    const problem = isTwice ? 'twice' : problemOf(itemId, amountMinor)
    const field = problem && OF_AMOUNT.has(problem) ? 'amountMinor' : 'itemId'
    return problem ? [{ field: `data.items.${at}.${field}`, problem }] : []
  })

  function problemOf(itemId: string, amountMinor: number): CreditNoteProblem | null {
    const item = findItem(file, itemId)
    if (!item || !inCase.has(itemId)) return 'notInCase'
    if (!isOpen(item)) return 'settled'
    if (item.currency !== currency) return 'otherCurrency'
    if (item.balanceMinor <= 0) return 'notDebit'
    if (amountMinor <= 0) return 'notPositive'
    return amountMinor + (asked.get(itemId) ?? 0) > item.balanceMinor ? 'overBalance' : null
  }
}

const OF_AMOUNT: ReadonlySet<CreditNoteProblem> = new Set(['notPositive', 'overBalance'])

/** What a request comes to, minor units. */
export function requestedMinor({ items }: Pick<CreditNoteRequest, 'items'>): number {
  return items.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
}

function askedElsewhere(file: ClientFile, exceptId: string | undefined): Map<string, number> {
  const asked = new Map<string, number>()
  for (const { id, work } of workOf(file, 'creditNote')) {
    if (id === exceptId || !isLiveRequest(work.state)) continue
    for (const { itemId, amountMinor } of work.items)
      asked.set(itemId, (asked.get(itemId) ?? 0) + amountMinor)
  }
  return asked
}
