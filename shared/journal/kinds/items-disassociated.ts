import { findStatus } from '../../company/company.ts'
import * as z from 'zod/mini'
import { LEFT_BECAUSE } from '../../actions/action.ts'
import { closingByRule } from '../../actions/closing-by-rule.ts'
import { closesBySettling } from '../../actions/ready-to-close.ts'
import { left } from '../../actions/stays.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction, findItem, staysIn } from '../../clients/client-file.ts'
import { isDisputed, isOpen, statusOf } from '../../items/item.ts'
import { reenters } from '../../statuses/status-rule.ts'
import { resolvedStatus, setStatus } from '../../statuses/setting-status.ts'
import { noop, refuse } from '../decision.ts'
import { isByPerson } from '../entry.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { itemIdsSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * Items leave an action and count in the scenario at once, their next step after the grace time.
 * - `resolved`: a disputed item takes the *dispute resolved* status; any other gets back what it had
 * - `byMistake`: the item gets back the status it had when it came
 * - `settled`: accounting closed it; its status stays, and the case closes with its last item where its kind says so
 */
export const itemsDisassociated = entryKind({
  name: 'items.disassociated',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    itemIds: itemIdsSchema,
    because: z.enum(LEFT_BECAUSE).check(z.refine((because) => because !== 'closed' && because !== 'moved')),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId, itemIds }) => ({ actionIds: [actionId], itemIds }),

  decide(entry, { file }, { company, occurred }) {
    const { actionId, itemIds, because, on } = entry.data
    if (because === 'settled' && isByPerson(entry))
      return refuseField('data.because', 'only accounting settles an item')
    if (!findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    const stays = new Map(staysIn(file, actionId).map((stay) => [stay.itemId, stay]))
    const draft = new FileDraft(file)
    const gone: string[] = []
    for (const itemId of new Set(itemIds)) {
      const stay = stays.get(itemId)
      const item = findItem(file, itemId)
      if (!stay || !item) {
        draft.leftOut.push({ itemId, because: 'notInAction' })
        continue
      }
      draft.put({ table: 'associations', row: left(stay, because, on, statusOf(item)) })
      if (because !== 'settled' && isOpen(item)) {
        const returned = { ...item, returnedOn: on }
        const resolved = because === 'resolved'
        const status = findStatus(company, item.statusId)
        const isNowResolved = resolved && status !== null && reenters(status.data)
        const next =
          resolved && isDisputed(item, company) ? resolvedStatus(item, entry.by, on, company) : stay.had
        draft.put({ table: 'items', row: returned })
        if (!isNowResolved) setStatus(draft, returned, next, stampOf(occurred, entry.id))
      }
      gone.push(itemId)
    }
    if (gone.length === 0) return noop('alreadySo')
    if (because === 'settled' && closesBySettling(actionId, draft.file, company))
      draft.caused = [closingByRule(entry, actionId, on, 'unchanged')]
    return draft.applied({ actionId, itemIds: gone, details: { because } })
  },
})
