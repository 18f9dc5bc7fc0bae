import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { ACTION_TYPES, type ActionType, type FollowUpKind, KIND_NAMES } from '../../actions/kinds.ts'
import { reasonOf, retiredKind, unknownReference } from '../../actions/opening.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction } from '../../clients/client-file.ts'
import { personIdSchema } from '../../people/person.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { nameSchema, settingIdSchema, textSchema } from '../fields.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * Name, date, owner, resolver, reason, type and kind of an open action; per field, whoever changed it later stands.
 * Type and kind are one value. Nothing here depends on what the action was before, or the order of arrival would show.
 */
export const actionChanged = entryKind({
  name: 'action.changed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    fields: z.strictObject({
      name: z.optional(nameSchema),
      dueOn: z.optional(calendarDaySchema),
      ownerId: z.optional(personIdSchema),
      resolverId: z.optional(z.nullable(personIdSchema)),
      reasonId: z.optional(z.nullable(settingIdSchema)),
      type: z.optional(z.enum(ACTION_TYPES)),
      kind: z.optional(z.nullable(z.enum(KIND_NAMES))),
    }),
    comment: z.nullable(textSchema),
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, at, occurred }) {
    const { actionId, fields, comment } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    // What was done before the close still counts; the close itself is stamped.
    if (!isOpenAction(action) && at >= (action.closedAt ?? 0))
      return refuse({ type: 'closed', by: action.closedBy, at: action.closedAt })
    const unknown = retiredKind(fields.kind, entry, company) ?? unknownReference(fields, company)
    if (unknown) return refuse(unknown)
    const { type, kind, ...others } = fields
    const typeAndKind = asOne(type, kind)
    if (!typeAndKind) return refuseField('kind', 'a follow-up has a kind, other actions have none')

    const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
    const draft = new FileDraft(file)
    const stamp = stampOf(occurred, entry.id)
    let next = draft.later(action, given, stamp)
    next = draft.laterAsOne(next, typeAndKind, stamp, 'type')
    if (kind !== undefined || fields.reasonId !== undefined)
      next = { ...next, reasonId: reasonOf(next.kind, next.reasonId, company) }
    if (isSame(next, action) && draft.superseded.length === 0 && comment === null) return noop('alreadySo')
    draft.put({ table: 'actions', row: next })
    return draft.applied({ actionId: action.caseId ?? action.id, text: comment })
  },
})

/** Type and kind as they are written together; nothing when neither is given, null when they do not fit. */
function asOne(
  type: ActionType | undefined,
  kind: FollowUpKind | null | undefined,
): { type?: ActionType; kind?: FollowUpKind | null } | null {
  if (type === undefined && kind === undefined) return {}
  if (kind) return type === undefined || type === 'followUp' ? { type: 'followUp', kind } : null
  return type === undefined || type === 'followUp' ? null : { type, kind: null }
}
