import type { Entry } from '#shared/journal/entry.ts'
import type { DataOf } from '#shared/journal/data.ts'
import { addDays } from '#shared/base/calendar-day.ts'

const DAY = '2026-11-22'

/** One file to work on: its free items and the open actions they may come into. */
export type Field = { clientId: string; by: string; itemIds: readonly string[]; actionIds: readonly string[] }

type Made = {
  [Kind in 'action.changed' | 'comment.written' | 'items.requalified' | 'items.associated']: {
    kind: Kind
    data: DataOf<Kind>
  }
}
type Wish = Made[keyof Made]

/** The n-th wish of the mix: 40 % reschedule, 30 % comment, 20 % requalify one item, 10 % associate. */
export function wishOf(n: number, { itemIds, actionIds }: Field): Wish {
  const turn = n % 10
  const actionId = pick(actionIds, n)
  const itemId = pick(itemIds, n * 7)
  if (turn < 4)
    return {
      kind: 'action.changed',
      data: { actionId, fields: { dueOn: addDays(DAY, n % 300) }, comment: null },
    }
  if (turn < 7)
    return {
      kind: 'comment.written',
      data: {
        actionId,
        itemIds: [],
        text: `They will look into it, call again (${n})`,
        visibility: 'internal',
      },
    }
  if (turn < 9)
    return {
      kind: 'items.requalified',
      data: {
        itemIds: [itemId],
        on: DAY,
        statusId: n % 20 < 10 ? 'status.dispute' : 'status.promise',
        comment: `said so on the phone (${n})`,
        reasonId: null,
        disputedMinor: {},
        next: { mode: 'scenario' },
      },
    }
  return { kind: 'items.associated', data: { actionId, itemIds: [itemId], move: true, on: DAY } }
}

export function entryOf(
  n: number,
  field: Field,
  id: string,
  at: number,
  seen: Entry['seen'] = { version: 0, stamp: '' },
): Entry {
  return {
    ...wishOf(n, field),
    id,
    v: 1,
    by: field.by,
    subject: { type: 'client', id: field.clientId },
    at,
    device: 'bench',
    seen,
  }
}

function pick(ids: readonly string[], n: number): string {
  const id = ids[n % ids.length]
  if (id === undefined) throw new Error('nothing to pick from')
  return id
}
