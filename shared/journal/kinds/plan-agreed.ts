import * as z from 'zod/mini'
import { idSchema } from '../../base/ids.ts'
import { hostOf, planFor } from '../../plans/making.ts'
import { agreementSchema } from '../../plans/plan.ts'
import { findWork } from '../../casework/casework.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { noop, refuse } from '../decision.ts'
import { entryKind } from '../entry-kind.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** The client agrees to an offered plan, and to no other than the one that was before their eyes. */
export const planAgreed = entryKind({
  name: 'plan.agreed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    planId: idSchema,
    actionId: idSchema,
    revision: z.int(),
    agreement: agreementSchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now }, { at }) {
    const { planId, actionId, revision, agreement } = entry.data
    const file = beforeClose(now, actionId, at)
    const host = hostOf(actionId, file, at, true)
    if ('no' in host) return host.no
    if (isSame(findWork(file, 'plan', planId)?.work.agreement, agreement)) return noop('alreadySo')
    const plan = planFor(entry.data, file, 'agree')
    if ('no' in plan) return plan.no
    if (plan.work.revision !== revision) return refuse({ type: 'touchedSince', fields: ['instalments'] })
    const draft = new FileDraft(now)
    draft.put({ table: 'casework', row: { ...plan, work: { ...plan.work, state: 'agreed', agreement } } })
    endIfClosed(draft, actionId)
    return draft.applied({ actionId, details: { planId, how: agreement.how, name: agreement.name } })
  },
})
