import { computed } from 'vue'
import { type Action, isOpenAction } from '#shared/actions/action.ts'
import { type ClientFile, itemsOf } from '#shared/clients/client-file.ts'
import type { FileKind } from '#shared/clients/case-file.ts'
import { runningPlan } from '#shared/plans/plan-standing.ts'
import { isOpen } from '#shared/items/item.ts'
import { stagesOf } from '#shared/stages/stages.ts'
import { useMay } from '../items/useMay.ts'
import { useCompany } from '../replica/useCompany.ts'
import type { CaseMay } from './case-command.ts'

/** What one may do with an action, as the table says that the server decides with. */
export function useCaseActions(
  file: () => ClientFile | null,
  action: () => Action | null,
  holds: () => FileKind | null,
) {
  const { company } = useCompany()
  const may = useMay(file)
  return computed<CaseMay>(() => {
    const current = action()
    const inFile = file()
    if (!current || !inFile) return NOTHING
    const touched = { actionIds: [current.id] }
    const isLive = isOpenAction(current)
    const isCase = current.type === 'followUp'
    const itemIds = itemsOf(inFile, current)
      .filter(isOpen)
      .map(({ id }) => id)
    const change = isLive && may('action.changed', touched)
    return {
      change,
      comment: may('comment.written', touched),
      document: may('document.added', touched),
      exchange: may('exchange.recorded', touched),
      close: isLive && may('action.closed', touched),
      reopen: !isLive && may('action.reopened', touched),
      // A case file knows no other items of the client.
      associate: isLive && holds() === 'client' && may('items.associated', touched),
      disassociate: isLive && itemIds.length > 0 && may('items.disassociated', { ...touched, itemIds }),
      requalify: isLive && itemIds.length > 0 && may('items.requalified', { itemIds }),
      paymentSeen: isLive && runningPlan(current.id, inFile) !== undefined && may('payment.seen', touched),
      addToDo:
        isCase &&
        isLive &&
        may('action.opened', {
          actionIds: [current.id],
          opens: { type: 'task', kind: null, caseId: current.id },
        }),
      stage: isLive && stagesOf(current, company.value).length > 0 && may('stage.moved', touched),
      decide: may('decision.recorded', touched),
      ask: isCase && isLive && may('validation.asked', touched),
      creditNote:
        isCase && isLive && itemIds.length > 0 && may('creditNote.requested', { ...touched, itemIds }),
      participant: isCase && isLive && may('participant.added', touched),
    }
  })
}

const NOTHING: CaseMay = {
  change: false,
  comment: false,
  document: false,
  exchange: false,
  close: false,
  reopen: false,
  associate: false,
  disassociate: false,
  requalify: false,
  addToDo: false,
  stage: false,
  decide: false,
  participant: false,
  ask: false,
  creditNote: false,
  paymentSeen: false,
}
