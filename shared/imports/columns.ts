import { cleanCell, comparable } from './cell.ts'
import { type CustomColumn, customColumnProblems } from './custom-columns.ts'
import type { FileRefusal } from './file-refusal.ts'
import { FIELDS, type Field } from './fields.ts'
import type { Mapping } from './mapping.ts'
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

/** Where a field of the company's own stands. */
export type OwnColumn = Column & Pick<CustomColumn, 'of' | 'name'>

/** The columns of a mapping in a file. Fields of the company's own that the file has no column for stay as they are. */
export type FoundColumns = { columns: Columns; own: OwnColumn[]; ownAbsent: CustomColumn[] }

/** Finds the columns of a mapping in a header: by their very name, else without regard to case, accents and blanks. */
export function findColumns(
  mapping: Mapping,
  headers: readonly string[],
): FoundColumns | { refusal: FileRefusal } {
  const needed = fieldsStillNeeded(mapping)
  if (needed.length > 0) return { refusal: { code: 'fieldsNotMapped', fields: needed } }
  const { custom = [] } = mapping
  const [misnamed] = customColumnProblems(custom)
  if (misnamed)
    return {
      refusal: {
        code: `${misnamed.because}Field`,
        name: misnamed.name,
        column: custom[misnamed.place]?.column ?? '',
      },
    }
  const columns: Columns = {}
  const missing = new Set<string>()
  for (const field of FIELDS) {
    const wanted = mapping.columns[field]
    if (wanted === undefined) continue
    const column = columnOf(wanted, headers)
    if (column) columns[field] = column
    else missing.add(wanted)
  }
  if (missing.size > 0)
    return { refusal: { code: 'columnsMissing', columns: [...missing], header: [...headers] } }
  const own = custom.flatMap(({ of, name, column }) => {
    const found = columnOf(column, headers)
    return found ? [{ ...found, of, name }] : []
  })
  return { columns, own, ownAbsent: custom.filter(({ column }) => !columnOf(column, headers)) }
}

function columnOf(wanted: string, headers: readonly string[]): Column | null {
  const at = placeOf(wanted, headers)
  return at < 0 ? null : { at, header: headers[at] ?? wanted }
}

function placeOf(wanted: string, headers: readonly string[]): number {
  const exact = headers.indexOf(wanted)
  if (exact >= 0) return exact
  const word = comparable(wanted)
  return headers.findIndex((header) => comparable(header) === word)
}
