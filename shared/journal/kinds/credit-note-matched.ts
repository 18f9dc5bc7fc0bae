import * as z from 'zod/mini'
import { amountMinorSchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { workIn } from '../../casework/work-of-case.ts'
import { findItem } from '../../clients/client-file.ts'
import { CREDIT_NOTE_STATES_AFTER } from '../../credit-notes/credit-note-states.ts'
import { takenItems } from '../../credit-notes/matching.ts'
import { isDisputed, isOpen, statusOf } from '../../items/item.ts'
import { setStatus } from '../../statuses/setting-status.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * A credit note of the books answers a request: found by its amount when it arrives, or matched by hand. What was in
 * dispute of each item when it came (`had`) falls by what was asked for, never below nothing nor above the balance.
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
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId, itemId }) => ({ actionIds: [actionId], itemIds: [itemId] }),

  decide(entry, { file }, { company, occurred }) {
    const { requestId, actionId, itemId, had, on } = entry.data
    const found = workIn(file, 'creditNote', requestId, actionId)
    if ('refused' in found) return found.refused
    const { row } = found
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
      setStatus(draft, item, { ...statusOf(item), disputedMinor }, stampOf(occurred, entry.id))
    }
    return draft.applied({
      actionId: row.actionId,
      itemIds: [itemId, ...row.work.items.map((one) => one.itemId)],
      details: { creditNote: credit.number, amountMinor: -credit.amountMinor, currency: credit.currency },
    })
  },
})
