import type { AgendaRow } from '#shared/agenda/agenda-row.ts'
import type { PromiseSubject } from './usePromise.ts'

/** What a promise made from a row of a list is about: its case, or what is due where it has no items of its own. */
export function promiseAbout(
  row: Pick<AgendaRow, 'id' | 'isStep' | 'caseId' | 'itemCount' | 'work'>,
): PromiseSubject {
  if (row.caseId !== null) return { actionId: row.caseId }
  if (row.isStep || (row.itemCount === 0 && row.work === null)) return { itemIds: [] }
  return { actionId: row.id }
}
