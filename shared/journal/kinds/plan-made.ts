import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { staysOf } from '../../clients/client-file.ts'
import { isTaken } from '../../parked/parked.ts'
import { followPlan } from '../../plans/following.ts'
import { areApart, hostOf, paymentsBefore, refusedAsAmiss } from '../../plans/making.ts'
import { owedForPlan } from '../../plans/owed.ts'
import { type Plan, agreementSchema, instalmentsSchema } from '../../plans/plan.ts'
import { planProblems } from '../../plans/plan-problems.ts'
import { runningPlan } from '../../plans/plan-standing.ts'
import { refuse } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/**
 * An instalment plan over the items of a case. One runs at a time: a second one, made by somebody who did not know of the
 * first, waits for whoever runs the case, and takes its place when they want it.
 */
export const planMade = entryKind({
  name: 'plan.made',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    planId: idSchema,
    actionId: idSchema,
    currency: currencySchema,
    owedMinor: amountMinorSchema,
    feeMinor: amountMinorSchema,
    instalments: instalmentsSchema,
    agreement: z.nullable(agreementSchema),
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now, holds }, { company, at, occurred }) {
    const { planId, actionId, currency, owedMinor, feeMinor, instalments, agreement, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const host = hostOf(actionId, file, at, true)
    if ('no' in host) return host.no
    if (file.casework.some(({ id }) => id === planId)) return refuse({ type: 'idTaken' })
    const running = runningPlan(actionId, file)
    if (running && !isTaken(entry, file)) return { type: 'parked', because: 'changed' }
    // What else the client owes, the file of a case does not tell.
    if (holds === 'case' && staysOf(file, host).length === 0) return { type: 'unknown' }
    if (!areApart(instalments)) return refuseField('data.instalments', 'two instalments have one id')
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
    if (running) {
      const work: Plan = { ...running.work, state: 'withdrawn', replacedBy: planId, endedOn: on }
      draft.put({ table: 'casework', row: { ...running, wakesOn: null, work } })
    }
    draft.put({
      table: 'casework',
      row: {
        id: planId,
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
          paidBefore: paymentsBefore(actionId, currency, file, on, planRule),
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
    const details = { planId, totalMinor: owedMinor + feeMinor, currency, instalments: instalments.length }
    return draft.applied({ actionId, details })
  },
})
