import { partOf } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'

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

function rowIds(part: ClientFile | null): Map<string, 'items' | 'associations'> {
  const ids = new Map<string, 'items' | 'associations'>()
  for (const { id } of part?.items ?? []) ids.set(id, 'items')
  for (const { id } of part?.associations ?? []) ids.set(id, 'associations')
  return ids
}
