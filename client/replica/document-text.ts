/**
 * A document as the text it is stored as. Lists of rows lie in it by column: hundreds of rows say the names of their
 * fields once, so that a third of the bytes is written, read and kept. A column that is null in every row is one null.
 */
export function textOf(document: object): string {
  return JSON.stringify(withValues(document, (value) => (isListOfRows(value) ? packed(value) : value)))
}

export function documentOf(text: string): unknown {
  const stored: unknown = JSON.parse(text)
  if (!isObject(stored)) return stored
  return withValues(stored, (value) => (isPacked(value) ? rowsOf(value.columns) : value))
}

type Row = Record<string, unknown>
type Packed = { columns: Record<string, readonly unknown[] | null> }

function withValues(document: object, change: (value: unknown) => unknown): Row {
  return Object.fromEntries(Object.entries(document).map(([field, value]) => [field, change(value)]))
}

/** A row alone says each name once anyway. */
function isListOfRows(value: unknown): value is Row[] {
  return Array.isArray(value) && value.length > 1 && value.every((row) => isObject(row) && 'id' in row)
}

function packed(rows: readonly Row[]): Packed {
  const fields = new Set(rows.flatMap(Object.keys))
  const columns: Packed['columns'] = {}
  for (const field of fields) {
    const column = rows.map((row) => row[field] ?? null)
    columns[field] = column.every((value) => value === null) ? null : column
  }
  return { columns }
}

function isPacked(value: unknown): value is Packed {
  return isObject(value) && 'columns' in value
}

/** Each row begins as a copy of an empty one: made field by field, it would grow and be moved as often as it has fields. */
function rowsOf(columns: Packed['columns']): Row[] {
  const empty = emptyRow(Object.keys(columns))
  const rows = (columns['id'] ?? []).map(() => ({ ...empty }))
  for (const [field, column] of Object.entries(columns)) {
    if (column === null) continue
    let at = 0
    for (const row of rows) row[field] = column[at++]
  }
  return rows
}

/** As text it is read in one shape that has room for all of its fields. */
function emptyRow(fields: readonly string[]): Row {
  const read: unknown = JSON.parse(`{${fields.map((field) => `${JSON.stringify(field)}:null`).join()}}`)
  return isObject(read) ? read : {}
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
