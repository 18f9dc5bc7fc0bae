import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { findAction } from '../../clients/client-file.ts'
import { refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { textSchema } from '../fields.ts'
import { FileDraft } from '../file-draft.ts'
import { SPEAKS_IN_CASES } from '../permissions.ts'

/** What was decided about a case and why; it stands out in the history, and is always kept. */
export const decisionRecorded = entryKind({
  name: 'decision.recorded',
  v: 1,
  subject: 'client',
  additive: true,
  data: z.strictObject({ actionId: z.nullable(idSchema), text: textSchema }),
  may: SPEAKS_IN_CASES,
  touches: ({ actionId }) => ({ actionIds: actionId ? [actionId] : [] }),

  decide(entry, { file }) {
    const { actionId, text } = entry.data
    if (actionId && !findAction(file, actionId)) return refuse({ type: 'notFound', what: 'action' })
    return new FileDraft(file).applied({ actionId, text })
  },
})
