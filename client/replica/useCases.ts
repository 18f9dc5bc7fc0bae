import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { compareAgendaRows } from '#shared/agenda/agenda-row.ts'
import type { FollowUpKind } from '#shared/actions/kinds.ts'
import { matches } from '../ui/fold.ts'
import { useWorkplace } from '../session/workplace.ts'
import { partOf } from './part.ts'
import { eachRow } from './rows.ts'
import type { SeenAgendaRow, Snapshot } from './snapshot.ts'

export type CasesFilter = {
  /** Default: open. */
  state?: 'open' | 'closed' | 'all'
  kinds?: readonly FollowUpKind[]
  reasonIds?: readonly string[]
  /** Owner or resolver. */
  personId?: string
  resolverId?: string
  /** Without a resolver. */
  isUnassigned?: boolean
  clientId?: string
  /** Words in the name of the case or the client. */
  text?: string
}

/** The cases one may see. */
export function useCases(filter: MaybeRefOrGetter<CasesFilter> = {}) {
  const { view } = useWorkplace()
  const agenda = partOf(view, 'agenda')
  return { rows: computed(() => caseRows({ agenda: agenda.value }, toValue(filter))) }
}

function caseRows(snapshot: Pick<Snapshot, 'agenda'>, filter: CasesFilter): SeenAgendaRow[] {
  const { state = 'open', kinds, reasonIds, personId, resolverId, isUnassigned, clientId, text } = filter
  const rows: SeenAgendaRow[] = []
  for (const row of eachRow(snapshot)) {
    if (row.type !== 'followUp' || row.suggestion) continue
    if (state !== 'all' && (row.closedOn === null) !== (state === 'open')) continue
    if (kinds && (row.kind === null || !kinds.includes(row.kind))) continue
    if (reasonIds && (row.reasonId === null || !reasonIds.includes(row.reasonId))) continue
    if (personId !== undefined && row.ownerId !== personId && row.resolverId !== personId) continue
    if (resolverId !== undefined && row.resolverId !== resolverId) continue
    if (isUnassigned === true && row.resolverId !== null) continue
    if (clientId !== undefined && row.clientId !== clientId) continue
    if (text && !matches(`${nameOf(row)} ${row.clientName}`, text)) continue
    rows.push(row)
  }
  return rows.sort(compareAgendaRows)
}

function nameOf({ name }: SeenAgendaRow): string {
  return typeof name === 'string' ? name : Object.values(name).join(' ')
}
