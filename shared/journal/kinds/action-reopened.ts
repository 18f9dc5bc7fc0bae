import * as z from 'zod/mini'
import { type LeftBecause, isOpenAction } from '../../actions/action.ts'
import { sortOutJoining } from '../../actions/stays.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction, findItem } from '../../clients/client-file.ts'
import { isOpen } from '../../items/item.ts'
import { setStatus } from '../../statuses/setting-status.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** A closed action opens again with the items it closed with, as far as they are open and free, as they were. */
export const actionReopened = entryKind({
  name: 'action.reopened',
  v: 1,
  subject: 'client',
  data: z.strictObject({ actionId: idSchema, on: calendarDaySchema, dueOn: calendarDaySchema }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { occurred }) {
    const { actionId, on, dueOn } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    if (isOpenAction(action)) return noop('alreadySo')

    const closedWith = new Map(
      file.associations
        .filter((stay) => stay.actionId === actionId && stay.leftBecause === 'closed' && !stay.removed)
        .map((stay) => [stay.itemId, stay]),
    )
    const { joining, leftOut } = sortOutJoining(file, actionId, [...closedWith.keys()], false)
    const draft = new FileDraft(file)
    const stamp = stampOf(occurred, entry.id)
    draft.leftOut = leftOut
    const reopened = {
      ...draft.later(action, { dueOn }, stamp),
      closedOn: null,
      closedBy: null,
      closedAt: null,
      resolutionId: null,
      rootCauseId: null,
    }
    draft.put({ table: 'actions', row: reopened })
    const back = new Set(joining.map(({ id }) => id))
    for (const [itemId, stay] of closedWith) {
      const item = findItem(file, itemId)
      const because: LeftBecause = item && isOpen(item) ? 'moved' : 'settled'
      // A stay goes on where it stopped, or is over: what a case closed with is always its last closing's.
      const row = back.has(itemId)
        ? { ...stay, leftOn: null, leftBecause: null, leftWith: null }
        : { ...stay, leftOn: on, leftBecause: because }
      draft.put({ table: 'associations', row })
      if (item && back.has(itemId) && stay.leftWith) setStatus(draft, item, stay.leftWith, stamp)
    }
    return draft.applied({ actionId: action.caseId ?? actionId, itemIds: joining.map(({ id }) => id) })
  },
})
