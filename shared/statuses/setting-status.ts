import * as z from 'zod/mini'
import type { CalendarDay } from '../base/calendar-day.ts'
import { amountMinorSchema } from '../base/amount.ts'
import type { Stamp } from '../base/stamp.ts'
import type { Company } from '../company/company.ts'
import type { Status } from '../company/settings.ts'
import { type Item, type ItemStatus } from '../items/item.ts'
import type { FileDraft } from '../journal/file-draft.ts'

/** A part of each item's balance in dispute, minor units by item id; an item not named is disputed whole. */
export const disputedAmountsSchema = z.record(z.string(), amountMinorSchema)

/** The reason an item takes with a status: a dispute always has one, *not yet known* included. */
export function reasonFor(status: Status, reasonId: string | null, company: Company): string | null {
  const named = reasonId ?? status.data.presetReasonId
  return status.data.category === 'dispute' ? (named ?? company.reasonNotKnownId) : named
}

/** Writes an item's status as one value: whoever wrote it later stands. */
export function setStatus(draft: FileDraft, item: Item, status: ItemStatus, stamp: Stamp): void {
  const row = draft.laterAsOne(item, status, stamp, 'status')
  // What another status suggested is answered by this one.
  const isWritten = row.stamps['status']?.entry === stamp.entry
  draft.put({ table: 'items', row: isWritten ? { ...row, suggested: null } : row })
}

/** The status that ends a dispute, on the day it ended. */
export function resolvedStatus(item: Item, by: string, on: CalendarDay, company: Company): ItemStatus {
  return {
    statusId: company.disputeResolvedId,
    statusOn: on,
    statusBy: by,
    statusComment: null,
    reasonId: item.reasonId,
    disputedMinor: null,
  }
}
