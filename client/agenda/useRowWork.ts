import { computed } from 'vue'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { mayWorkOnRow } from '#shared/agenda/whose-agenda.ts'
import type { Comment } from '../follow-ups/useCommentDraft.ts'
import { useTelling } from '../items/useTelling.ts'
import { useEntries } from '../outbox/useEntries.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'
import { useCards } from '../replica/useCards.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { type RowWork, kindOfWork, movesOf, stepOf } from './row-work.ts'
import { useRowWords } from './useRowWords.ts'

/** What can be done with rows of a list: done at once, said in a toast, taken back from there. */
export function useRowWork() {
  const { t } = useWords()
  const { day: dayText } = useFormat()
  const { me, today } = useCompany()
  const { cards } = useCards()
  const { make, makeBatch } = useEntries()
  const { tell } = useTelling()
  const { nameOf } = useRowWords()

  const inCharge = computed(() => new Map(cards.value.map((card) => [card.clientId, card])))

  /** A question is answered in its case and a suggestion with its client, not moved or closed. */
  function may(work: RowWork, row: SeenAgendaRow): boolean {
    if (row.question || row.suggestion) return false
    return mayWorkOnRow(kindOfWork(work, row), me.value, row, inCharge.value.get(row.clientId) ?? null)
  }

  async function move(rows: readonly SeenAgendaRow[], to: CalendarDay, comment: string | null) {
    const day = dayText(to, 'weekday', today.value)
    const { steps, actions } = movesOf(
      rows.filter((row) => may('reschedule', row)),
      today.value,
      to,
      comment,
    )
    const made = [
      ...(steps.length ? await makeBatch('scenarioStep.done', steps) : []),
      ...(actions.length ? await makeBatch('action.changed', actions) : []),
    ]
    return tell(made, (n) =>
      rows.length === 1 ? t('agenda.done.moved', { day }) : t('agenda.done.movedMany', { n, day }),
    )
  }

  async function comment(row: SeenAgendaRow, written: Comment) {
    const data = { actionId: row.isStep ? null : row.id, itemIds: [], ...written }
    const made = await make('comment.written', { type: 'client', id: row.clientId }, data)
    return tell([made], () => t('agenda.done.commented', { name: nameOf(row) }))
  }

  /** A step, a call, a task is done at once; a case asks first, in its own sheet. */
  async function done(row: SeenAgendaRow) {
    const subject = { type: 'client', id: row.clientId } as const
    const step = stepOf(row, today.value, null, null)
    const made = step
      ? await make('scenarioStep.done', subject, step)
      : await make('action.closed', subject, {
          actionId: row.id,
          on: today.value,
          itemsBecome: 'unchanged',
          resolutionId: null,
          rootCauseId: null,
          comment: null,
        })
    return tell([made], () => t('agenda.done.done', { name: nameOf(row), client: row.clientName }))
  }

  return { may, move, comment, done }
}
