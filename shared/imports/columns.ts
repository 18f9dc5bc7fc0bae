import { cleanCell, comparable } from './cell.ts'
import type { FileRefusal } from './file-refusal.ts'
import { FIELDS, type Field, type Mapping } from './mapping.ts'
import { fieldsStillNeeded } from './new-mapping.ts'

/** Where a field stands in the rows of a file. */
export type Column = { at: number; header: string }
export type Columns = Partial<Record<Field, Column>>

/** The headers of a file, each with a name of its own: an empty one gets its place, a repeated one a counter. */
export function nameHeaders(cells: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return cells.map((cell, at) => {
    const name = cleanCell(cell) || `column ${at + 1}`
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name} (${count})`
  })
}

/** Finds the columns of a mapping in a header: by their very name, else without regard to case, accents and blanks. */
export function findColumns(
  mapping: Mapping,
  headers: readonly string[],
): { columns: Columns } | { refusal: FileRefusal } {
  const needed = fieldsStillNeeded(mapping)
  if (needed.length > 0) return { refusal: { code: 'fieldsNotMapped', fields: needed } }
  const columns: Columns = {}
  const missing = new Set<string>()
  for (const field of FIELDS) {
    const wanted = mapping.columns[field]
    if (wanted === undefined) continue
    const at = placeOf(wanted, headers)
    if (at < 0) missing.add(wanted)
    else columns[field] = { at, header: headers[at] ?? wanted }
  }
  if (missing.size === 0) return { columns }
  return { refusal: { code: 'columnsMissing', columns: [...missing], header: [...headers] } }
}

function placeOf(wanted: string, headers: readonly string[]): number {
  const exact = headers.indexOf(wanted)
  if (exact >= 0) return exact
  const word = comparable(wanted)
  return headers.findIndex((header) => comparable(header) === word)
}
