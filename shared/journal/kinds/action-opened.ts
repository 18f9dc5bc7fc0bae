import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { JOINS_CASE } from '../../actions/kinds.ts'
import { join, caseOf, onlyCase, sortOutJoining, withAlias } from '../../actions/stays.ts'
import { openedAction, openingSchema } from '../../actions/opening.ts'
import { caseOfToDo } from '../../actions/sitting.ts'
import { assigning } from '../../assignment/assigning.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { caseWith } from '../../casework/work-of-case.ts'
import { staysOf } from '../../clients/client-file.ts'
import { statusOf } from '../../items/item.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { OPENS_ACTIONS } from '../permissions.ts'

/**
 * A specific action is opened, for ticked items or, without any, for the client as a whole (then it excludes nothing).
 * A call, e-mail, letter or task for items that all sit in one case becomes a to-do of that case; anything else for such
 * items is joined to that case, and what is done later under the id it meant is done there. By hand a to-do names its
 * case (`caseId`) and need not be for any item.
 */
export const actionOpened = entryKind({
  name: 'action.opened',
  v: 3,
  subject: 'client',
  data: z.strictObject({
    ...openingSchema.shape,
    on: calendarDaySchema,
    itemIds: z.array(idSchema).check(z.maxLength(2000)),
    /** Take items out of the action they sit in. */
    move: z.boolean(),
    comment: z.nullable(textSchema),
    /** The case it is a to-do of. */
    caseId: z._default(z.nullable(idSchema), null),
  }),
  may: OPENS_ACTIONS,
  touches: ({ actionId, itemIds, type, kind, caseId }) => ({
    actionIds: caseId === null ? [actionId] : [actionId, caseId],
    itemIds,
    opens: { actionId, type, kind, caseId },
  }),

  decide(entry, { file }, context) {
    const { company, at } = context
    const { on, itemIds, move, comment, caseId, ...opening } = entry.data
    const joined = file.actions.find(({ aliases }) => aliases.includes(opening.actionId))
    if (joined) return { type: 'noop', reason: 'joined', joined: joined.id }
    if (file.actions.some((action) => action.id === opening.actionId)) return refuse({ type: 'idTaken' })
    const action = openedAction(opening, entry, file.client.id, on, at, company)
    if ('refusal' in action) return refuse(action.refusal)

    const draft = new FileDraft(file)
    if (caseId !== null) {
      const named = file.actions.find(({ id, aliases }) => id === caseId || aliases.includes(caseId))
      const within = named && caseWith(file, named.id)
      if (!within) return refuse({ type: 'notFound', what: 'action' })
      const { closedOn, closedBy, closedAt } = within
      if (!isOpenAction(within) && at >= (closedAt ?? 0))
        return refuse({ type: 'closed', by: closedBy, at: closedAt })
      if (!JOINS_CASE[action.type])
        return refuseField('data.type', 'a to-do is a call, e-mail, letter or task')
      const inside = new Set(staysOf(file, within).map(({ itemId }) => itemId))
      draft.leftOut = itemIds
        .filter((itemId) => !inside.has(itemId))
        .map((itemId) => ({ itemId, because: 'notInAction' }))
      // One that was given before the close has ended with the case.
      if (!isOpenAction(within)) draft.supersede('closedOn')
      draft.put({ table: 'actions', row: { ...action, caseId: within.id, closedOn, closedBy, closedAt } })
      const own = itemIds.filter((itemId) => inside.has(itemId))
      return draft.applied({ actionId: within.id, itemIds: own, text: comment })
    }
    const host = caseOfToDo(file, action.type, itemIds, move)
    if (host) {
      draft.put({ table: 'actions', row: { ...action, caseId: host.id } })
      return draft.applied({ actionId: host.id, itemIds, text: comment })
    }

    const { joining, leftOut } = sortOutJoining(file, action.id, itemIds, move)
    if (itemIds.length > 0 && joining.length === 0) {
      const others = leftOut.filter(({ because }) => because === 'inOtherAction').map(({ itemId }) => itemId)
      const [first] = others
      const host = onlyCase(file, others)
      if (host) {
        const rows = [{ table: 'actions' as const, row: withAlias(host, opening.actionId) }]
        return { type: 'noop', reason: 'joined', joined: host.id, rows }
      }
      return refuse(
        first
          ? { type: 'inOtherAction', itemIds: others, actionId: caseOf(file, first)?.id ?? null }
          : { type: 'nothingLeft', items: leftOut },
      )
    }
    draft.leftOut = leftOut
    draft.put({ table: 'actions', row: action })
    join(draft, action, joining, on, entry.id, statusOf)
    draft.caused = assigning(entry, file, draft.file, on, context)
    return draft.applied({ actionId: action.id, itemIds: joining.map(({ id }) => id), text: comment })
  },
})
