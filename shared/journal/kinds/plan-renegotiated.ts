import * as z from 'zod/mini'
import { amountMinorSchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { followPlan } from '../../plans/following.ts'
import {
  areApart,
  hostOf,
  parkedIfChanged,
  paymentsBefore,
  planFor,
  refusedAsAmiss,
} from '../../plans/making.ts'
import { owedForPlan } from '../../plans/owed.ts'
import { agreementSchema, instalmentsSchema } from '../../plans/plan.ts'
import { planProblems } from '../../plans/plan-problems.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * What is left of a plan the client had agreed to is put into a new one, which takes its place. What was paid stays paid;
 * payments from now on are for the new one.
 */
export const planRenegotiated = entryKind({
  name: 'plan.renegotiated',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    planId: idSchema,
    actionId: idSchema,
    revision: z.int(),
    nextPlanId: idSchema,
    owedMinor: amountMinorSchema,
    feeMinor: amountMinorSchema,
    instalments: instalmentsSchema,
    agreement: z.nullable(agreementSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now }, { company, at, occurred }) {
    const { actionId, revision, nextPlanId, owedMinor, feeMinor, instalments, agreement, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const host = hostOf(actionId, file, at, true)
    if ('no' in host) return host.no
    if (file.casework.some(({ id }) => id === nextPlanId)) return refuse({ type: 'idTaken' })
    const plan = planFor(entry.data, file, 'renegotiate')
    if ('no' in plan) return plan.no
    const parked = parkedIfChanged(entry, plan, revision, file)
    if (parked) return parked
    if (!areApart(instalments)) return refuseField('data.instalments', 'two instalments have one id')
    const { currency } = plan.work
    const { planRule } = company
    const amiss = refusedAsAmiss(
      planProblems(
        { currency, owedMinor, feeMinor, instalments },
        owedForPlan(actionId, file, on, planRule),
        on,
      ),
      currency,
    )
    if (amiss) return amiss

    const draft = new FileDraft(now)
    draft.put({
      table: 'casework',
      row: {
        ...plan,
        wakesOn: null,
        work: { ...plan.work, state: 'renegotiated', replacedBy: nextPlanId, endedOn: on },
      },
    })
    const counting = paymentsBefore(actionId, currency, file, on, planRule)
    draft.put({
      table: 'casework',
      row: {
        id: nextPlanId,
        clientId: file.client.id,
        actionId,
        work: {
          type: 'plan',
          state: agreement ? 'agreed' : 'offered',
          revision: 1,
          currency,
          owedMinor,
          feeMinor,
          instalments,
          agreement,
          paidBefore: counting,
          toldLate: [],
          replacedBy: null,
          madeBy: entry.by,
          madeOn: on,
          endedOn: null,
        },
        wakesOn: null,
        removed: false,
        version: 0,
      },
    })
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)
    endIfClosed(draft, actionId)
    const details = {
      planId: nextPlanId,
      totalMinor: owedMinor + feeMinor,
      currency,
      instalments: instalments.length,
    }
    return draft.applied({ actionId, details })
  },
})
