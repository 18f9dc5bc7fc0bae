import { partOf } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { FileTable } from '#shared/journal/history.ts'

/**
 * What a change did to the case files of a client: rows that came in and must travel again though they are old,
 * and rows that left without ceasing to exist.
 */
export function caseMoves(before: ClientFile, after: ClientFile, caseId: string) {
  const was = rowIds(partOf(caseId, before))
  const is = rowIds(partOf(caseId, after))
  return {
    entered: [...is].filter(([id]) => !was.has(id)).map(([id, table]) => ({ table, id })),
    left: [...was].filter(([id]) => !is.has(id)).map(([id, table]) => ({ table, id })),
  }
}

const TABLES = ['actions', 'associations', 'items', 'casework', 'parked'] as const

function rowIds(part: ClientFile | null): Map<string, FileTable> {
  const ids = new Map<string, FileTable>()
  if (part) for (const table of TABLES) for (const { id } of part[table]) ids.set(id, table)
  return ids
}
