import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { closedToItems } from '../../actions/closed.ts'
import { caseOf, join, sortOutJoining } from '../../actions/stays.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { findAction } from '../../clients/client-file.ts'
import { statusOf } from '../../items/item.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { itemIdsSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** Items come into an open action. One that sits in another is left out, or moved on request. */
export const itemsAssociated = entryKind({
  name: 'items.associated',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    itemIds: itemIdsSchema,
    move: z.boolean(),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId, itemIds }) => ({ actionIds: [actionId], itemIds }),

  decide(entry, { file, holds }, { at }) {
    const { actionId, itemIds, move, on } = entry.data
    const named = findAction(file, actionId)
    // Items of a to-do sit in its case.
    const action = named?.caseId ? findAction(file, named.caseId) : named
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    if (!isOpenAction(action)) return closedToItems(action, at)
    if (holds === 'case' && itemIds.some((id) => !file.items.some((item) => item.id === id)))
      return { type: 'unknown' }

    const { joining, leftOut } = sortOutJoining(file, action.id, itemIds, move)
    if (joining.length === 0) {
      if (leftOut.every(({ because }) => because === 'alreadySo')) return noop('alreadySo')
      const others = leftOut.filter(({ because }) => because === 'inOtherAction').map(({ itemId }) => itemId)
      const [first] = others
      return refuse(
        first
          ? { type: 'inOtherAction', itemIds: others, actionId: caseOf(file, first)?.id ?? null }
          : { type: 'nothingLeft', items: leftOut },
      )
    }
    const draft = new FileDraft(file)
    draft.leftOut = leftOut
    join(draft, action, joining, on, entry.id, statusOf)
    return draft.applied({ actionId: action.id, itemIds: joining.map(({ id }) => id) })
  },
})
