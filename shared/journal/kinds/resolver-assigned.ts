import * as z from 'zod/mini'
import { isOpenAction } from '../../actions/action.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { findAction } from '../../clients/client-file.ts'
import { personIdSchema } from '../../people/person.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { NOBODY } from '../permissions.ts'

/** A rule gives a new dispute to a resolver; the history answers why it is theirs. Whoever was named meanwhile stays. */
export const resolverAssigned = entryKind({
  name: 'resolver.assigned',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    actionId: idSchema,
    resolverId: personIdSchema,
    because: z.strictObject({
      type: z.literal('matched'),
      personId: personIdSchema,
      criterionKey: z.string(),
      conditions: z.int(),
      tiedWith: z.array(personIdSchema),
      openCases: z.nullable(z.int()),
      insteadOf: z.array(personIdSchema),
    }),
  }),
  may: NOBODY,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file }, { company, occurred }) {
    const { actionId, resolverId, because } = entry.data
    const action = findAction(file, actionId)
    if (!action) return refuse({ type: 'notFound', what: 'action' })
    if (!isOpenAction(action) || action.resolverId !== null) return noop('alreadySo')
    if (!company.people.get(resolverId)?.active) return refuse({ type: 'personUnknown' })
    const draft = new FileDraft(file)
    const stamp = stampOf(occurred, entry.id)
    draft.put({ table: 'actions', row: draft.later(action, { resolverId }, stamp) })
    return draft.applied({
      actionId,
      details: {
        whose: because.personId,
        criterion: because.criterionKey,
        conditions: because.conditions,
        tied: because.tiedWith.length,
        openCases: because.openCases,
        insteadOf: because.insteadOf[0] ?? null,
      },
    })
  },
})
