import { type MaybeRefOrGetter, computed, toValue } from 'vue'
import { type AgendaWhen, compareAgendaRows, whenOf } from '#shared/agenda/agenda-row.ts'
import { askedRows } from '#shared/agenda/asked-rows.ts'
import type { ActionType, FollowUpKind } from '#shared/actions/kinds.ts'
import { useWorkplace } from '../session/workplace.ts'
import { partOf } from './part.ts'
import { eachRow } from './rows.ts'
import type { SeenAgendaRow, Snapshot } from './snapshot.ts'

export type AgendaFilter = {
  /** Rows this person owns or resolves; `null`: everybody's. Default: one's own. */
  personId?: string | null
  clientId?: string
  when?: AgendaWhen
  /** `step` is a step of the scenario. */
  types?: readonly (ActionType | 'step')[]
  kinds?: readonly FollowUpKind[]
  /** Questions that wait for an answer stand among the actions. */
  questions?: boolean
}

/** What is due in an agenda, open actions only: earliest first, the larger amount first within a day. */
export function useAgenda(filter: MaybeRefOrGetter<AgendaFilter> = {}) {
  const { view } = useWorkplace()
  const [agenda, today, me] = [partOf(view, 'agenda'), partOf(view, 'today'), partOf(view, 'me')]
  const company = partOf(view, 'company')
  const matching = computed(() => {
    const seen = { agenda: agenda.value, today: today.value, me: me.value, company: company.value }
    return agendaRows(seen, { ...toValue(filter), when: undefined })
  })
  const rows = computed(() => {
    const { when } = toValue(filter)
    return when ? matching.value.filter((row) => whenOf(row, today.value) === when) : matching.value
  })
  /** Before the filter by `when`. */
  const counts = computed(() => {
    const sums: Record<AgendaWhen, number> = { late: 0, today: 0, coming: 0 }
    for (const row of matching.value) sums[whenOf(row, today.value)]++
    return sums
  })
  return { rows, counts }
}

type Wanted = Omit<AgendaFilter, 'when'> & { when?: AgendaWhen | undefined }

export function agendaRows(
  snapshot: Pick<Snapshot, 'agenda' | 'today' | 'me' | 'company'>,
  filter: Wanted,
): SeenAgendaRow[] {
  const { today, me, company } = snapshot
  const { clientId, when, types, kinds, questions = false } = filter
  const personId = filter.personId === undefined ? me.id : filter.personId
  const asked = personId === null ? null : personId === me.id ? me : company?.people.get(personId)
  const rows: SeenAgendaRow[] = []
  const take = (row: SeenAgendaRow) => {
    if (clientId !== undefined && row.clientId !== clientId) return
    if (when && whenOf(row, today) !== when) return
    if (types && !types.includes(row.isStep ? 'step' : row.type)) return
    if (kinds && (row.kind === null || !kinds.includes(row.kind))) return
    rows.push(row)
  }
  for (const row of eachRow(snapshot)) {
    if (row.closedOn !== null) continue
    if (questions && asked !== undefined && row.work) askedRows(row, asked).forEach(take)
    if (personId !== null && row.ownerId !== personId && row.resolverId !== personId) continue
    take(row)
  }
  return rows.sort(compareAgendaRows)
}
