import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { left } from '../../actions/stays.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { endedWithCase } from '../../casework/end-with-case.ts'
import { findAction, findItem, staysIn } from '../../clients/client-file.ts'
import { categoryOf, isDisputed, isOpen, statusOf } from '../../items/item.ts'
import { resolvedStatus, setStatus } from '../../statuses/setting-status.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { settingIdSchema, textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { CLOSES_ACTIONS } from '../permissions.ts'

/** What becomes of the items still in a case when it closes. */
export const ITEMS_BECOME = ['disputeResolved', 'asBefore', 'unchanged'] as const

/**
 * An action is done, a case is closed. Items still in it go back to the scenario: disputed ones take the chosen
 * status, the others get back what they had unless all is to stay unchanged.
 */
export const actionClosed = entryKind({
  name: 'action.closed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    on: calendarDaySchema,
    itemsBecome: z.enum(ITEMS_BECOME),
    resolutionId: z.nullable(settingIdSchema),
    rootCauseId: z.nullable(settingIdSchema),
    comment: z.nullable(textSchema),
  }),
  may: CLOSES_ACTIONS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, at, occurred }) {
    const { actionId, on, itemsBecome, resolutionId, rootCauseId, comment } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    if (!isOpenAction(action)) return noop('alreadySo')
    if (resolutionId && company.settings.get(resolutionId)?.kind !== 'resolution')
      return refuse({ type: 'settingUnknown', field: 'resolutionId' })
    if (rootCauseId && company.settings.get(rootCauseId)?.kind !== 'rootCause')
      return refuse({ type: 'settingUnknown', field: 'rootCauseId' })

    const draft = new FileDraft(file)
    const stamp = stampOf(occurred, entry.id)
    draft.put({
      table: 'actions',
      row: { ...action, closedOn: on, closedBy: entry.by, closedAt: at, resolutionId, rootCauseId },
    })
    const toDos = file.actions.filter((toDo) => toDo.caseId === actionId && isOpenAction(toDo))
    const stays = [action, ...toDos].flatMap(({ id }) => staysIn(file, id))
    for (const stay of stays) {
      const item = findItem(file, stay.itemId)
      if (!item) continue
      draft.put({ table: 'associations', row: left(stay, 'closed', on, statusOf(item)) })
      if (!isOpen(item)) continue
      const returned = { ...item, returnedOn: on }
      draft.put({ table: 'items', row: returned })
      const isResolved = categoryOf(item, company) === 'disputeResolved'
      if (itemsBecome === 'unchanged' || (itemsBecome === 'disputeResolved' && isResolved)) continue
      const becomesResolved = itemsBecome === 'disputeResolved' && isDisputed(item, company)
      const next = becomesResolved ? resolvedStatus(item, entry.by, on, company) : stay.had
      setStatus(draft, returned, next, stamp)
    }
    // What is worked out in a case ends with it, and so do its to-dos.
    for (const row of file.casework)
      if (row.actionId === actionId) draft.put({ table: 'casework', row: endedWithCase(row, on) })
    for (const toDo of toDos)
      draft.put({ table: 'actions', row: { ...toDo, closedOn: on, closedBy: entry.by, closedAt: at } })
    return draft.applied({
      actionId: action.caseId ?? actionId,
      itemIds: stays.map(({ itemId }) => itemId),
      text: comment,
    })
  },
})
