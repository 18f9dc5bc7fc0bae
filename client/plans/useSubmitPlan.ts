import { proposalByHand } from '#shared/actions/proposal.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Item } from '#shared/items/item.ts'
import type { DraftedPlan } from '#shared/plans/plan-draft.ts'
import type { PlanTarget, PlanMaker } from './usePlanMaker.ts'
import { useEntries } from '../outbox/useEntries.ts'
import type { Made } from '../outbox/made.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useProposing } from '../requalify/useProposing.ts'
import { useNames } from '../items/useNames.ts'

const WHAT = { type: 'followUp', kind: 'instalmentPlan' } as const

/** Makes what was drafted: a follow-up with its plan, a plan in a case, its change, or the one that takes its place. */
export function useSubmitPlan(file: () => ClientFile) {
  const { make, makeGesture, newId } = useEntries()
  const { today } = useCompany()
  const { surroundings } = useProposing(file)
  const { whatName } = useNames()

  function opening(items: readonly Item[], plan: DraftedPlan) {
    return {
      ...proposalByHand(WHAT, whatName(WHAT), items, surroundings.value),
      dueOn: plan.instalments[0]?.dueOn ?? today.value,
    }
  }

  /** What became of it, and the case it is in. */
  async function submit(
    target: PlanTarget,
    plan: DraftedPlan,
    { mode, running, items, isMoving }: Pick<PlanMaker, 'mode' | 'running' | 'items' | 'isMoving'>,
  ): Promise<{ made: Made[]; actionId: string }> {
    const clientId = file().client.id
    const subject = { type: 'client', id: clientId } as const
    const on = today.value
    const instalments = [...plan.instalments]
    if ('itemIds' in target) {
      const actionId = newId()
      const made = await makeGesture(clientId, [
        {
          kind: 'action.opened',
          data: {
            ...opening(items.value, plan),
            actionId,
            on,
            itemIds: items.value.map(({ id }) => id),
            move: isMoving.value,
            comment: null,
            caseId: null,
          },
        },
        {
          kind: 'plan.made',
          data: { ...plan, instalments, planId: newId(), actionId, agreement: null, on },
        },
      ])
      return { made, actionId }
    }
    const { actionId } = target
    if (running === null || mode === 'make') {
      const data = { ...plan, instalments, planId: newId(), actionId, agreement: null, on }
      return { made: [await make('plan.made', subject, data)], actionId }
    }
    const { revision } = running.work
    const { feeMinor, owedMinor } = plan
    const ofPlan = { planId: running.id, actionId, revision, feeMinor, instalments, on }
    const one =
      mode === 'change'
        ? await make('plan.changed', subject, ofPlan)
        : await make('plan.renegotiated', subject, {
            ...ofPlan,
            nextPlanId: newId(),
            owedMinor,
            agreement: null,
          })
    return { made: [one], actionId }
  }
  return { submit }
}
