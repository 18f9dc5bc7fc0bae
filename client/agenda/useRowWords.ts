import { daysBetween } from '#shared/base/calendar-day.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useWorkLine } from '../plans/useWorkLine.ts'
import { type Hue, hueOfAction } from '../ui/hue.ts'

/** How lists speak of an action: its name, whose it is, how late it is. */
export function useRowWords() {
  const { t } = useWords()
  const { company, me, today } = useCompany()
  const { inWords } = useNames()
  const { lineOf } = useWorkLine()

  const nameOf = ({ name }: Pick<SeenAgendaRow, 'name'>) => (typeof name === 'string' ? name : inWords(name))

  /** A step of the scenario has a ring of its own instead. */
  const hueOf = (row: SeenAgendaRow): Hue | undefined =>
    row.isStep ? undefined : hueOfAction(row.type, row.kind)

  function colleague(id: string | null): string | null {
    if (id === null || id === me.value.id) return null
    return company.value.people.get(id)?.name ?? null
  }
  /** The colleague to ask: who resolves it, or else who runs it. */
  const whose = ({ ownerId, resolverId }: SeenAgendaRow) => colleague(resolverId) ?? colleague(ownerId)

  const documentsOf = ({ documentCount: n }: SeenAgendaRow): string | null =>
    n > 0 ? t('agenda.row.documents', { n }) : null

  /** The item that drives a step, and how many more are in it; of an action how many. */
  function itemsOf({ itemCount: n, step }: SeenAgendaRow): string | null {
    const leader = step?.leaderNumber
    if (leader) return n > 1 ? `${leader} +${n - 1}` : leader
    return n > 0 ? t('agenda.row.items', { n }) : null
  }

  /** The client, what is promised or planned or else which items, how many documents, who else works on it. */
  function subtitleOf(row: SeenAgendaRow): string {
    if (row.question) {
      const { askedBy, state } = row.question
      const what = t(state === 'askedBack' ? 'agenda.row.explain' : 'agenda.row.approve')
      return [what, row.clientName, colleague(askedBy)].filter((part) => part !== null).join(' · ')
    }
    const since = row.suggestion
      ? t('agenda.row.suggested')
      : row.step?.returnedOn
        ? t('agenda.row.returned')
        : row.step?.preparedOn
          ? t('agenda.row.prepared')
          : null
    return [since, row.clientName, lineOf(row.work).text ?? itemsOf(row), documentsOf(row), whose(row)]
      .filter((part) => part !== null)
      .join(' · ')
  }
  function lateOf({ dueOn }: SeenAgendaRow): string | null {
    const days = daysBetween(dueOn, today.value)
    return days > 0 ? t('ui.day.late', { n: days }) : null
  }
  /** What is late inside it, such as an instalment. */
  const workLateOf = ({ work, question }: SeenAgendaRow): string | null =>
    question ? null : lineOf(work).late
  return { nameOf, hueOf, subtitleOf, documentsOf, lateOf, workLateOf }
}
