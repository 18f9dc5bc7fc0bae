import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { PeoplesKind } from '#shared/journal/permissions-of.ts'
import type { Wish } from '../outbox/made.ts'
import type { SeenAgendaRow } from '../replica/snapshot.ts'

/** What changes a row, and what else its menu offers. */
export type RowWork = 'reschedule' | 'comment' | 'done'
export type RowAction = RowWork | 'open' | 'client' | 'tick' | 'promise' | 'step'

/** What a list may ask of the sheets that work on its rows. */
export type RowSheetsHandle = {
  work: (row: SeenAgendaRow, action: RowAction | 'actions') => void
  reschedule: (rows: readonly SeenAgendaRow[]) => void
}

/** The kind of entry that a piece of work on a row ends in. */
export function kindOfWork(work: RowWork, row: Pick<SeenAgendaRow, 'isStep'>): PeoplesKind {
  if (work === 'comment') return 'comment.written'
  if (row.isStep) return 'scenarioStep.done'
  return work === 'done' ? 'action.closed' : 'action.changed'
}

/** Steps of the scenario and specific actions are moved by different entries. */
export function movesOf(
  rows: readonly SeenAgendaRow[],
  today: CalendarDay,
  day: CalendarDay,
  comment: string | null,
) {
  const steps: Wish<'scenarioStep.done'>[] = []
  const actions: Wish<'action.changed'>[] = []
  for (const row of rows.filter(({ suggestion }) => suggestion === null)) {
    const step = stepOf(row, today, day, comment)
    const subject = { type: 'client', id: row.clientId } as const
    if (step) steps.push({ subject, data: step })
    else actions.push({ subject, data: { actionId: row.id, fields: { dueOn: day }, comment } })
  }
  return { steps, actions }
}

/** What is told of a step that is done, or with a day moved to it; null for a row that is no step. */
export function stepOf(
  { step }: Pick<SeenAgendaRow, 'step'>,
  on: CalendarDay,
  movedTo: CalendarDay | null,
  comment: string | null,
): DataOf<'scenarioStep.done'> | null {
  if (!step) return null
  const { leaderItemId, index } = step
  const how = movedTo === null ? 'done' : 'moved'
  return { leaderItemId, step: index, how, on, movedTo, comment, call: null }
}

/** Balance of several rows by currency, largest first. */
export function sumsOf(rows: readonly Pick<SeenAgendaRow, 'amounts'>[]) {
  const sums = new Map<string, number>()
  for (const { amounts } of rows)
    for (const { currency, minor } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ currency, minor })).sort((a, b) => b.minor - a.minor)
}
