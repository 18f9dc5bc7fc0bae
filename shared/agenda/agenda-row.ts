import { isOpenAction } from '../actions/action.ts'
import type { ActionType, FollowUpKind } from '../actions/kinds.ts'
import { type NextStep, nextStep } from '../dunning/next-step.ts'
import { itemsInScenario } from '../dunning/exclusion.ts'
import { suggestionsOf } from '../statuses/suggestions.ts'
import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { type WorkSummary, workSummary } from '../casework/work-summary.ts'
import type { FileKind } from '../clients/case-file.ts'
import { type ClientFile, itemsByAction } from '../clients/client-file.ts'
import type { Company } from '../company/company.ts'
import type { Words } from '../company/words.ts'
import { documentCountOf } from '../documents/of-action.ts'
import { type Item, isOpen } from '../items/item.ts'

/** One action as lists show it: derived from its file, so that a list needs no files. */
export type AgendaRow = {
  /** The action's id; `step:` and the client's for a step of the scenario; `suggestion:`, client and template. */
  id: string
  /** Document of the file it was derived from. */
  fileId: string
  clientId: string
  clientName: string
  isStep: boolean
  type: ActionType
  kind: FollowUpKind | null
  /** Typed by a person, or the scenario's words. */
  name: string | Words
  dueOn: CalendarDay
  ownerId: string | null
  resolverId: string | null
  stageId: string | null
  reasonId: string | null
  caseId: string | null
  openedOn: CalendarDay | null
  closedOn: CalendarDay | null
  closedAt: number | null
  itemCount: number
  /** Documents of it and of its items that count: withdrawn ones do not. */
  documentCount: number
  /** Open balance of its items by currency, minor units, largest first; what the lists sort by is the first. */
  amounts: { currency: CurrencyCode; minor: number }[]
  /** For a step: which one of which leader item, whether it is prepared, and since when the item is back from a case. */
  step: {
    leaderItemId: string
    leaderNumber: string
    index: number
    mode: NextStep['step']['mode']
    preparedOn: CalendarDay | null
    returnedOn: CalendarDay | null
  } | null
  /** What a status suggested that nobody has answered: one row a client and template. */
  suggestion: { templateId: string; statusId: string; itemIds: string[] } | null
  /** What is worked out in it; null: nothing. */
  work: WorkSummary | null
}

/** The rows of a file, open and closed actions and the scenario's next step. A case file has no steps. */
export function agendaRowsOf(
  file: ClientFile,
  holds: FileKind,
  fileId: string,
  company: Company,
): AgendaRow[] {
  const { client } = file
  const rows: AgendaRow[] = []
  const itemsOf = itemsByAction(file)
  for (const action of file.actions) {
    if (action.removed) continue
    const items = itemsOf.get(action.id) ?? []
    rows.push({
      id: action.id,
      fileId,
      clientId: client.id,
      clientName: client.name,
      isStep: false,
      type: action.type,
      kind: action.kind,
      name: action.name,
      dueOn: action.dueOn,
      ownerId: action.ownerId,
      resolverId: action.resolverId,
      stageId: action.stageId,
      reasonId: action.reasonId,
      caseId: action.caseId,
      openedOn: action.openedOn,
      closedOn: isOpenAction(action) ? null : action.closedOn,
      closedAt: action.closedAt,
      itemCount: items.length,
      documentCount: documentCountOf(file, action.id, items),
      amounts: amountsOf(items),
      step: null,
      suggestion: null,
      work: workSummary(action.id, file),
    })
  }
  const items = holds === 'client' ? itemsInScenario(file, company) : []
  const next = nextStep(file, company, items)
  if (next) {
    rows.push({
      id: `step:${client.id}`,
      fileId,
      clientId: client.id,
      clientName: client.name,
      isStep: true,
      type: next.step.type,
      kind: null,
      name: next.step.name,
      dueOn: next.dueOn,
      ownerId: client.collectorId,
      resolverId: null,
      stageId: null,
      reasonId: null,
      caseId: null,
      openedOn: null,
      closedOn: null,
      closedAt: null,
      itemCount: items.length,
      documentCount: documentCountOf(file, null, items),
      amounts: amountsOf(items),
      step: {
        leaderItemId: next.leader.id,
        leaderNumber: next.leader.number,
        index: next.index,
        mode: next.step.mode,
        preparedOn: next.preparedOn,
        returnedOn: next.returnedOn,
      },
      suggestion: null,
      work: null,
    })
  }
  if (holds === 'client')
    for (const { template, statusId, on, items } of suggestionsOf(file, company)) {
      rows.push({
        id: `suggestion:${client.id}:${template.id}`,
        fileId,
        clientId: client.id,
        clientName: client.name,
        isStep: false,
        type: template.data.type,
        kind: template.data.kind,
        name: template.data.name,
        dueOn: on,
        ownerId: client.collectorId,
        resolverId: null,
        stageId: null,
        reasonId: items[0]?.reasonId ?? null,
        caseId: null,
        openedOn: null,
        closedOn: null,
        closedAt: null,
        itemCount: items.length,
        documentCount: documentCountOf(file, null, items),
        amounts: amountsOf(items),
        step: null,
        suggestion: { templateId: template.id, statusId, itemIds: items.map(({ id }) => id) },
        work: null,
      })
    }
  return rows
}

export type AgendaWhen = 'late' | 'today' | 'coming'

export function whenOf(row: Pick<AgendaRow, 'dueOn'>, today: CalendarDay): AgendaWhen {
  if (row.dueOn < today) return 'late'
  return row.dueOn === today ? 'today' : 'coming'
}

/** Earliest first; on one day the larger amount first; then by id, so that the order never wavers. */
export function compareAgendaRows(a: AgendaRow, b: AgendaRow): number {
  if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1
  const amount = (b.amounts[0]?.minor ?? 0) - (a.amounts[0]?.minor ?? 0)
  if (amount !== 0) return amount
  return a.id < b.id ? -1 : 1
}

export function amountsOf(items: readonly Item[]): { currency: CurrencyCode; minor: number }[] {
  const sums = new Map<CurrencyCode, number>()
  for (const item of items)
    if (isOpen(item)) sums.set(item.currency, (sums.get(item.currency) ?? 0) + item.balanceMinor)
  return [...sums].map(([currency, minor]) => ({ currency, minor })).sort((a, b) => b.minor - a.minor)
}
