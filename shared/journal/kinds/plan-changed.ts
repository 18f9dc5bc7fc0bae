import * as z from 'zod/mini'
import { amountMinorSchema } from '../../base/amount.ts'
import { calendarDaySchema } from '../../base/calendar-day.ts'
import { idSchema } from '../../base/ids.ts'
import { stampOf } from '../../base/stamp.ts'
import { beforeClose, endIfClosed } from '../../casework/end-with-case.ts'
import { followPlan } from '../../plans/following.ts'
import { areApart, hostOf, parkedIfChanged, planFor, refusedAsAmiss } from '../../plans/making.ts'
import { type Instalment, instalmentsSchema } from '../../plans/plan.ts'
import { planProblems } from '../../plans/plan-problems.ts'
import { noop } from '../decision.ts'
import { entryKind, refuseField } from '../entry-kind.ts'
import { FileDraft, isSame } from '../file-draft.ts'
import { WORKS_ON_CLIENTS } from '../permissions.ts'

/** The instalments of a plan that is only offered are put otherwise, as a whole. */
export const planChanged = entryKind({
  name: 'plan.changed',
  v: 1,
  subject: 'client',
  data: z.strictObject({
    planId: idSchema,
    actionId: idSchema,
    /** The one that was before one's eyes. */
    revision: z.int(),
    feeMinor: amountMinorSchema,
    instalments: instalmentsSchema,
    on: calendarDaySchema,
  }),
  may: WORKS_ON_CLIENTS,
  touches: ({ actionId }) => ({ actionIds: [actionId] }),

  decide(entry, { file: now }, { company, at, occurred }) {
    const { planId, actionId, revision, feeMinor, instalments, on } = entry.data
    const file = beforeClose(now, actionId, at)
    const host = hostOf(actionId, file, at, true)
    if ('no' in host) return host.no
    const plan = planFor(entry.data, file, 'change')
    if ('no' in plan) return plan.no
    const { work } = plan
    if (feeMinor === work.feeMinor && isSame(instalments, work.instalments)) return noop('alreadySo')
    const parked = parkedIfChanged(entry, plan, revision, file)
    if (parked) return parked
    if (!areApart(instalments)) return refuseField('data.instalments', 'two instalments have one id')
    const { currency, owedMinor } = work
    const problems = planProblems(
      { currency, owedMinor, feeMinor, instalments },
      new Map([[currency, owedMinor]]),
      on,
    ).filter(
      // A day that was agreed on before may lie behind by now.
      ({ problem, field }) => problem !== 'past' || !isKnownDay(field, instalments, work.instalments),
    )
    const amiss = refusedAsAmiss(problems, currency)
    if (amiss) return amiss

    const draft = new FileDraft(now)
    draft.put({
      table: 'casework',
      row: {
        ...plan,
        work: {
          ...work,
          feeMinor,
          instalments,
          revision: work.revision + 1,
          toldLate: work.toldLate.filter((id) =>
            isSame(
              instalments.find((one) => one.id === id)?.dueOn,
              work.instalments.find((one) => one.id === id)?.dueOn,
            ),
          ),
        },
      },
    })
    followPlan(draft, actionId, on, stampOf(occurred, entry.id), company)
    endIfClosed(draft, actionId)
    const details = { planId, totalMinor: owedMinor + feeMinor, currency, instalments: instalments.length }
    return draft.applied({ actionId, details })
  },
})

function isKnownDay(field: string, now: readonly Instalment[], before: readonly Instalment[]): boolean {
  const one = now[Number(field.split('.')[1])]
  return before.some(({ id, dueOn }) => id === one?.id && dueOn === one.dueOn)
}
