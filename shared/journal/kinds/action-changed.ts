import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { ACTION_TYPES, KIND_NAMES } from '../../actions/kinds.ts'
import { unknownReference } from '../../actions/opening.ts'
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

/** Name, date, owner, resolver, reason, type and kind of an open action; per field, whoever changed it later stands. */
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

  decide(entry, { file }, { company, occurred }) {
    const { actionId, fields, comment } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    // What was done before the close still counts; the close itself is stamped.
    if (!isOpenAction(action) && occurred >= (action.closedAt ?? 0))
      return refuse({ type: 'closed', by: action.closedBy, at: action.closedAt })
    const unknown = unknownReference(fields, company)
    if (unknown) return refuse(unknown)
    const type = fields.type ?? action.type
    const kind = fields.kind === undefined ? action.kind : fields.kind
    if ((type === 'followUp') !== (kind !== null))
      return refuseField('kind', 'a follow-up has a kind, other actions have none')

    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    if (isSame({ ...action, ...given }, action) && comment === null) return noop('alreadySo')
    const draft = new FileDraft(file)
    draft.put({ table: 'actions', row: draft.later(action, given, stampOf(occurred, entry.id)) })
    return draft.applied({ actionId: action.caseId ?? action.id, text: comment })
  },
})
