import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { findAction } from '../../clients/client-file.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/** Words added to a case, or to the client's file; always kept, to a closed case too. */
export const commentWritten = entryKind({
  name: 'comment.written',
  v: 1,
  subject: 'client',
  additive: true,
  data: z.strictObject({
    actionId: z.nullable(idSchema),
    itemIds: z.array(idSchema).check(z.maxLength(2000)),
    text: textSchema,
    /** Whether people outside the company may read it. */
    visibility: z.enum(['internal', 'external']),
  }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId, itemIds }) => ({ actionIds: actionId ? [actionId] : [], itemIds }),

  decide(entry, { file }) {
    const { actionId, itemIds, text, visibility } = entry.data
    if (actionId && !findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    return new FileDraft(file).applied({ actionId, itemIds, text, details: { visibility } })
  },
})
