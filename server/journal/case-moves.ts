import { partOf } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { isSame } from '#shared/journal/file-draft.ts'
import type { FileTable } from '#shared/journal/history.ts'

/**
 * What a change did to the case files of a client: rows that came in and must travel again though they are old, with
 * documents that now name other items of the case, and rows that left without ceasing to exist.
 */
export function caseMoves(before: ClientFile, after: ClientFile, caseId: string) {
  const was = rowsIn(partOf(caseId, before))
  const is = rowsIn(partOf(caseId, after))
  return {
    entered: [...is]
      .filter(([id, { names }]) => !isSame(was.get(id)?.names, names))
      .map(([id, { table }]) => ({ table, id })),
    left: [...was].filter(([id]) => !is.has(id)).map(([id, { table }]) => ({ table, id })),
  }
}

const TABLES = ['actions', 'associations', 'items', 'casework', 'parked'] as const

/** The rows of a case by id, each with what of it the case decides. */
function rowsIn(part: ClientFile | null): Map<string, { table: FileTable; names: readonly string[] }> {
  const rows = new Map<string, { table: FileTable; names: readonly string[] }>()
  if (!part) return rows
  for (const table of TABLES) for (const { id } of part[table]) rows.set(id, { table, names: [] })
  for (const { id, itemIds } of part.documents) rows.set(id, { table: 'documents', names: itemIds })
  return rows
}
