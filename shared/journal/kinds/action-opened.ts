import * as z from 'zod/mini'
import { join, caseOf, onlyCase, sortOutJoining, withAlias } from '../../actions/stays.ts'
import { openedAction, openingSchema } from '../../actions/opening.ts'
import { caseOfToDo } from '../../actions/sitting.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { statusOf } from '../../items/item.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { OPENS_ACTIONS } from '../permissions.ts'

/**
 * A specific action is opened, for ticked items or, without any, for the client as a whole (then it excludes nothing).
 * A call, e-mail, letter or task for items that all sit in one case becomes a to-do of that case; anything else for such
 * items is joined to that case, and what is done later under the id it meant is done there.
 */
export const actionOpened = entryKind({
  name: 'action.opened',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    ...openingSchema.shape,
    on: calendarDaySchema,
    itemIds: z.array(idSchema).check(z.maxLength(2000)),
    /** Take items out of the action they sit in. */
    move: z.boolean(),
    comment: z.nullable(textSchema),
  }),
  may: OPENS_ACTIONS,
  touches: ({ actionId, itemIds, type, kind }) => ({
    actionIds: [actionId],
    itemIds,
    opens: { actionId, type, kind },
  }),

  decide(entry, { file }, { company, at }) {
    const { on, itemIds, move, comment, ...opening } = entry.data
    const joined = file.actions.find(({ aliases }) => aliases.includes(opening.actionId))
    if (joined) return { type: 'noop', reason: 'joined', joined: joined.id }
    if (file.actions.some((action) => action.id === opening.actionId)) return refuse({ type: 'idTaken' })
    const action = openedAction(opening, entry, file.client.id, on, at, company)
    if ('refusal' in action) return refuse(action.refusal)

    const draft = new FileDraft(file)
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
    return draft.applied({ actionId: action.id, itemIds: joining.map(({ id }) => id), text: comment })
  },
})
