import * as z from 'zod/mini'
import { amountMinorSchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf, stampOver } from '../../base/stamp.ts'
import type { CaseworkOf } from '../../casework/casework.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { type ClientFile, findItem } from '../../clients/client-file.ts'
import { requestedMinor } from '../../credit-notes/credit-note-problems.ts'
import { CREDIT_NOTE_STATES_AFTER } from '../../credit-notes/credit-note-states.ts'
import { takenItems } from '../../credit-notes/matching.ts'
import { isDisputed, isOpen, statusOf } from '../../items/item.ts'
import { setStatus } from '../../statuses/setting-status.ts'
import { type Decision, noop, refuse } from '../decision.ts'
import { type Entry, isByPerson } from '../entry.ts'
import { type Context, entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * A credit note of the books answers a request: found by its amount when it arrives, or matched by hand. What was in
 * dispute of each item when it came (`had`) falls by what was asked for, never below nothing nor above the balance. Where
 * the books took that credit note back (`undone`), it is to be issued again, and so much is in dispute again.
 */
export const creditNoteMatched = entryKind({
  name: 'creditNote.matched',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    requestId: idSchema,
    actionId: idSchema,
    /** The credit note. */
    itemId: idSchema,
    had: z
      .array(z.strictObject({ itemId: idSchema, disputedMinor: amountMinorSchema }))
      .check(z.maxLength(500)),
    on: calendarDaySchema,
    /** Said by the books alone. */
    undone: z._default(z.boolean(), false),
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId, itemId }) => ({ actionIds: [actionId], itemIds: [itemId] }),

  decide(entry, { file }, context) {
    const { company, occurred } = context
    const { requestId, actionId, itemId, had, on } = entry.data
    const found = workIn(file, 'creditNote', requestId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
    if (entry.data.undone)
      return isByPerson(entry) ? refuse({ type: 'notAllowed' }) : takenBack(entry, row, file, context)
    if (row.work.creditItemId === itemId) return noop('alreadySo')
    const state = CREDIT_NOTE_STATES_AFTER[row.work.state].match
    if (state === null) return refuse({ type: 'alreadyDecided', by: null, at: null })
    const credit = findItem(file, itemId)
    if (!credit) return refuse({ type: 'notFound', what: 'item' })
    if (credit.kind !== 'creditNote' || credit.currency !== row.work.currency || takenItems(file).has(itemId))
      return refuseField('data.itemId', 'not a credit note that could answer it')

    const draft = new FileDraft(file)
    const work = { ...row.work, state, creditItemId: itemId, endedOn: on }
    draft.put({ table: 'casework', row: { ...row, work } })
    const before = new Map(had.map((one) => [one.itemId, one.disputedMinor]))
    for (const { itemId: id, amountMinor } of row.work.items) {
      const item = findItem(file, id)
      if (!item || !isOpen(item) || !isDisputed(item, company)) continue
      const was = before.get(id) ?? item.disputedMinor ?? item.balanceMinor
      const disputedMinor = Math.min(Math.max(0, was - amountMinor), Math.max(0, item.balanceMinor))
      setStatus(
        draft,
        item,
        { ...statusOf(item), disputedMinor },
        stampOver(item.stamps['status'], stampOf(occurred, entry.id)),
      )
    }
    return draft.applied({
      actionId: row.actionId,
      itemIds: [itemId, ...row.work.items.map((one) => one.itemId)],
      details: { creditNote: credit.number, amountMinor: -credit.amountMinor, currency: credit.currency },
    })
  },
})

function takenBack(
  entry: Entry & { data: { itemId: string; on: string } },
  row: CaseworkOf<'creditNote'>,
  file: ClientFile,
  { company, occurred }: Pick<Context, 'company' | 'occurred'>,
): Decision {
  const { itemId } = entry.data
  const state = CREDIT_NOTE_STATES_AFTER[row.work.state].unmatch
  const credit = findItem(file, itemId)
  if (state === null || row.work.creditItemId !== itemId || !credit) return noop('alreadySo')
  const draft = new FileDraft(file)
  draft.put({
    table: 'casework',
    row: { ...row, work: { ...row.work, state, creditItemId: null, endedOn: null } },
  })
  for (const { itemId: id, amountMinor } of row.work.items) {
    const item = findItem(file, id)
    if (!item || !isOpen(item) || item.disputedMinor === null || !isDisputed(item, company)) continue
    const disputedMinor = Math.min(item.disputedMinor + amountMinor, Math.max(0, item.balanceMinor))
    setStatus(
      draft,
      item,
      { ...statusOf(item), disputedMinor },
      stampOver(item.stamps['status'], stampOf(occurred, entry.id)),
    )
  }
  return draft.applied({
    actionId: row.actionId,
    itemIds: [itemId, ...row.work.items.map((one) => one.itemId)],
    details: {
      creditNote: credit.number,
      amountMinor: requestedMinor(row.work),
      currency: credit.currency,
      undone: true,
    },
  })
}
