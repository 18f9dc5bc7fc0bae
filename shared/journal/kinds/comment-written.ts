import * as z from 'zod/mini'
import { idFrom, idSchema } from '../../base/ids.ts'
import { caseWith } from '../../casework/work-of-case.ts'
import { findAction } from '../../clients/client-file.ts'
import { mentionDetails, sortOutMentions } from '../../mentions/mentions.ts'
import { personIdSchema } from '../../people/person.ts'
import { refuse } from '../decision.ts'
import { RULE } from '../entry.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/**
 * Words added to a case, or to the client's file; always kept, to a closed case too. Who is mentioned and does not take
 * part in the case does so from then on; who has left or only reads is left out, and that is said.
 */
export const commentWritten = entryKind({
  name: 'comment.written',
  v: 2,
  subject: 'client',
  additive: true,
  data: z.strictObject({
    actionId: z.nullable(idSchema),
    itemIds: z.array(idSchema).check(z.maxLength(2000)),
    text: textSchema,
    /** Whether people outside the company may read it. */
    visibility: z.enum(['internal', 'external']),
    mentions: z._default(z.array(personIdSchema).check(z.maxLength(50)), []),
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId, itemIds }) => ({ actionIds: actionId ? [actionId] : [], itemIds }),

  decide(entry, { file }, { company }) {
    const { actionId, itemIds, text, visibility, mentions } = entry.data
    if (actionId && !findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    const action = actionId === null ? undefined : caseWith(file, actionId)
    const sorted = sortOutMentions(mentions, action, file, company)
    const draft = new FileDraft(file)
    if (action)
      draft.caused = sorted.joining.map((personId) => ({
        ...entry,
        id: idFrom(entry.id, `mention/${personId}`),
        kind: 'participant.added',
        v: 1,
        by: RULE,
        data: { actionId: action.id, participant: { type: 'person', id: personId } },
      }))
    return draft.applied({ actionId, itemIds, text, details: { visibility, ...mentionDetails(sorted) } })
  },
})
