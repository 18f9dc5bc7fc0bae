import type { CalendarDay } from '../base/calendar-day.ts'
import { groupBy } from '../base/group-by.ts'
import { idFrom } from '../base/ids.ts'
import { type ClientFile, currentStay } from '../clients/client-file.ts'
import { type Entry, RULE } from '../journal/entry.ts'
import type { LeftBecause } from './action.ts'

/** The entries by which items leave the actions they sit in, caused by an entry that resolved or settled them. */
export function leavingCases(
  cause: Entry,
  file: ClientFile,
  itemIds: readonly string[],
  because: LeftBecause,
  on: CalendarDay,
): Entry[] {
  const stays = itemIds.flatMap((id) => currentStay(file, id) ?? [])
  return [...groupBy(stays, ({ actionId }) => actionId)].map(([actionId, leaving], index) => ({
    ...cause,
    id: idFrom(cause.id, `${because}/${index}`),
    kind: 'items.disassociated',
    v: 1,
    by: RULE,
    data: { actionId, itemIds: leaving.map(({ itemId }) => itemId), because, on },
  }))
}
