import type { SeenAgendaRow, Snapshot } from './snapshot.ts'

/**
 * Every agenda row once. While a case turns into part of a client file, or several case files of a client tell of one
 * new action, the same action stands in two files; the client's file is the fuller one.
 */
export function eachRow({ agenda }: Pick<Snapshot, 'agenda'>): Iterable<SeenAgendaRow> {
  const byId = new Map<string, SeenAgendaRow>()
  for (const rows of agenda.values())
    for (const row of rows) {
      const known = byId.get(row.id)
      if (!known || row.fileId.startsWith('client:')) byId.set(row.id, row)
    }
  return byId.values()
}
