import type { CalendarDay } from '../base/calendar-day.ts'
import { idFrom } from '../base/ids.ts'
import { type Casework, type CaseworkOf, workOf } from '../casework/casework.ts'
import { type ClientFile, findItem } from '../clients/client-file.ts'
import type { Item } from '../items/item.ts'
import { type Entry, RULE } from '../journal/entry.ts'
import { requestedMinor } from './credit-note-problems.ts'

/** The credit notes of the books that could answer a request, those of the same amount first. */
export function creditNotesFor({ work }: CaseworkOf<'creditNote'>, file: ClientFile): Item[] {
  const taken = takenItems(file)
  const isEqual = (item: Item) => -item.amountMinor === requestedMinor(work)
  return file.items
    .filter(({ id, kind, currency }) => kind === 'creditNote' && currency === work.currency && !taken.has(id))
    .sort((a, b) => Number(isEqual(b)) - Number(isEqual(a)) || (a.issuedOn < b.issuedOn ? 1 : -1))
}

/**
 * The entries by which credit notes that came with the books answer requests: one of the amount that was asked for
 * answers the oldest request for it. Another amount is for a person to match. Of the disputed amounts, what they were
 * before: the same books may have netted the credit note already. One that answered a request and is none any more leaves
 * it to be issued again.
 */
export function creditNotesArrived(
  cause: Entry,
  before: ClientFile,
  after: ClientFile,
  on: CalendarDay,
): Entry[] {
  const takenBack = creditNotesTakenBack(cause, before, after, on)
  const freed = new Set(takenBack.map(({ requestId }) => requestId))
  const waiting = workOf(after, 'creditNote')
    .filter(({ id, work }) => work.state === 'toBeIssued' || freed.has(id))
    .sort((a, b) => (`${a.work.madeOn} ${a.id}` < `${b.work.madeOn} ${b.id}` ? -1 : 1))
  const known = new Set(before.items.map(({ id }) => id))
  const entries: Entry[] = takenBack.map(({ entry }) => entry)
  for (const item of after.items) {
    if (item.kind !== 'creditNote' || known.has(item.id)) continue
    const at = waiting.findIndex(
      ({ work }) => work.currency === item.currency && requestedMinor(work) === -item.amountMinor,
    )
    const [request] = at < 0 ? [] : waiting.splice(at, 1)
    if (!request) continue
    const data = {
      requestId: request.id,
      actionId: request.actionId,
      itemId: item.id,
      on,
      had: disputedOf(request, before),
    }
    entries.push({
      ...cause,
      id: idFrom(cause.id, `matched/${request.id}`),
      kind: 'creditNote.matched',
      v: 1,
      by: RULE,
      data,
    })
  }
  return entries
}

function creditNotesTakenBack(cause: Entry, before: ClientFile, after: ClientFile, on: CalendarDay) {
  return workOf(after, 'creditNote').flatMap(({ id: requestId, actionId, work }) => {
    const { creditItemId: itemId, state } = work
    if (state !== 'issued' || itemId === null) return []
    const [was, is] = [findItem(before, itemId), findItem(after, itemId)]
    if (!was || !is || !isCredit(was) || isCredit(is)) return []
    const data = { requestId, actionId, itemId, on, had: [], undone: true }
    const id = idFrom(cause.id, `unmatched/${requestId}`)
    const entry: Entry = { ...cause, id, kind: 'creditNote.matched', v: 1, by: RULE, data }
    return [{ requestId, entry }]
  })
}

function isCredit({ kind, amountMinor }: Item): boolean {
  return kind === 'creditNote' && amountMinor < 0
}

/** How much of each item of a request is in dispute, minor units. */
export function disputedOf(
  { work }: CaseworkOf<'creditNote'>,
  file: ClientFile,
): { itemId: string; disputedMinor: number }[] {
  return work.items.flatMap(({ itemId }) => {
    const item = findItem(file, itemId)
    return item
      ? [{ itemId, disputedMinor: Math.min(item.disputedMinor ?? item.balanceMinor, item.balanceMinor) }]
      : []
  })
}

/** Credit notes that answer a request already. */
export function takenItems(file: { casework: readonly Casework[] }): Set<string> {
  return new Set(workOf(file, 'creditNote').flatMap(({ work }) => work.creditItemId ?? []))
}
