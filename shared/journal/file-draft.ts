import { type Stamp, type Stamps, isLater } from '../base/stamp.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { itemStatusSchema } from '../items/item.ts'
import type { Decision, RowChange } from './decision.ts'
import type { Entry } from './entry.ts'
import type { Details, FieldChange, Table } from './history.ts'
import type { LeftOut } from './outcome.ts'

/** A row of a file, with the table it stands in. */
export type FileRowChange = Exclude<RowChange, { table: 'settings' | 'preferences' | 'people' }>

/** Bookkeeping fields: written with every change, told by none. */
const UNTOLD = new Set(['id', 'clientId', 'version', 'stamps', 'aliases', 'settled'])

/**
 * A file under decision: rules write rows here and read what they wrote; the draft keeps what changed,
 * field by field, so that the history and undo need no words from the rules.
 */
export class FileDraft {
  file: ClientFile
  leftOut: LeftOut[] = []
  caused: Entry[] = []
  #before: ClientFile
  #touched = new Map<string, FileRowChange>()
  #superseded = new Set<string>()

  constructor(file: ClientFile) {
    this.file = file
    this.#before = file
  }

  put(change: FileRowChange): void {
    this.file = withRow(this.file, change)
    this.#touched.set(`${change.table}/${change.row.id}`, change)
  }

  /** The row with those fields that nobody has written later; the others are remembered as superseded. */
  later<Row extends { stamps: Stamps }>(row: Row, fields: Partial<Row>, stamp: Stamp): Row {
    return this.laterAsOne(row, fields, stamp, null)
  }

  /** As `later`, with several fields stamped and judged as one value named `unit`. */
  laterAsOne<Row extends { stamps: Stamps }>(
    row: Row,
    fields: Partial<Row>,
    stamp: Stamp,
    unit: string | null,
  ): Row {
    const next = { ...row, stamps: { ...row.stamps } }
    const given: [string, unknown][] = Object.entries(fields)
    for (const [field, value] of given) {
      if (isLater(stamp, row.stamps[unit ?? field])) {
        Object.assign(next, { [field]: value })
        next.stamps[unit ?? field] = stamp
      } else if (!isSame(Reflect.get(row, field), value)) this.#superseded.add(field)
    }
    return next
  }

  /** A field is somebody else's later word, and the author of the entry is told. */
  supersede(field: string): void {
    this.#superseded.add(field)
  }

  get superseded(): string[] {
    return [...this.#superseded]
  }

  /** What the draft amounts to. Rows that ended as they began, stamps included, are not part of it. */
  applied(story: {
    actionId?: string | null
    itemIds?: string[]
    text?: string | null
    details?: Details
  }): Decision {
    const rows: RowChange[] = []
    const changes: FieldChange[] = []
    for (const change of this.#touched.values()) {
      const before = rowAt(this.#before, change.table, change.row.id)?.row
      const told = fieldChanges(change, before)
      if (told.length === 0 && before !== undefined && isSame(change.row, before)) continue
      rows.push(change)
      changes.push(...told)
    }
    return {
      type: 'applied',
      rows,
      caused: this.caused,
      superseded: this.superseded,
      leftOut: this.leftOut,
      story: {
        actionId: story.actionId ?? null,
        itemIds: story.itemIds ?? [],
        text: story.text ?? null,
        details: story.details ?? {},
        changes,
      },
    }
  }
}

/** The file with a row put in place of the one with its id, or added. */
export function withRow(file: ClientFile, change: FileRowChange): ClientFile {
  switch (change.table) {
    case 'clients':
      return { ...file, client: change.row }
    case 'contacts':
      return { ...file, contacts: replaced(file.contacts, change.row) }
    case 'items':
      return { ...file, items: replaced(file.items, change.row) }
    case 'actions':
      return { ...file, actions: replaced(file.actions, change.row) }
    case 'associations':
      return { ...file, associations: replaced(file.associations, change.row) }
    case 'casework':
      return { ...file, casework: replaced(file.casework, change.row) }
    case 'documents':
      return { ...file, documents: replaced(file.documents, change.row) }
    case 'parked':
      return { ...file, parked: replaced(file.parked, change.row) }
  }
}

/** Rows of settings, preferences and people are not part of a file. */
export function isOfNoFile(change: RowChange): change is Exclude<RowChange, FileRowChange> {
  return change.table === 'settings' || change.table === 'preferences' || change.table === 'people'
}

/** The file after a decision's rows. */
export function withRows(file: ClientFile, rows: readonly RowChange[]): ClientFile {
  let next = file
  for (const change of rows) {
    if (isOfNoFile(change)) continue
    next = withRow(next, change)
  }
  return next
}

/** Of a row the books bring, the history tells what people ask about; the rest stands on the row. */
const TOLD_OF_NEW: Partial<Record<Table, ReadonlySet<string>>> = {
  items: new Set(['balanceMinor', 'statusId', 'reasonId']),
}

/** Field by field, what a row change tells; a new row tells all its fields and that it is there. */
export function fieldChanges(change: RowChange, before: object | undefined): FieldChange[] {
  const told: FieldChange[] = []
  // Of a wish that waited, what came of it is told by the entries themselves.
  if (change.table === 'parked') return told
  const earlier = new Map(before ? toldFields(change.table, before) : [])
  for (const [field, after] of before ? toldFields(change.table, change.row) : Object.entries(change.row)) {
    if (UNTOLD.has(field) || (before === undefined && TOLD_OF_NEW[change.table]?.has(field) === false))
      continue
    const was: unknown = before === undefined ? (field === 'removed' ? true : null) : earlier.get(field)
    if (!isSame(was, after)) told.push({ table: change.table, id: change.row.id, field, before: was, after })
  }
  return told
}

/** Of a piece of work each part is told, as `work.state`: a signature is told when it is given and not ever again. */
function toldFields(table: Table, row: object): [string, unknown][] {
  const fields: [string, unknown][] = Object.entries(row)
  return table === 'casework'
    ? fields.flatMap(([field, value]): [string, unknown][] =>
        field === 'work' && typeof value === 'object' && value !== null
          ? Object.entries(value).map(([part, inner]) => [`work.${part}`, inner])
          : [[field, value]],
      )
    : fields
}

/** The value of a field by the name the history tells it under. */
export function valueOf(row: object, field: string): unknown {
  let value: unknown = row
  for (const part of field.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined
  return value
}

/** Equality of JSON values by content. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const left = Object.entries(a)
  const right = new Map(Object.entries(b))
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  )
}

/** The row of a table with an id, as it stands in a file; settings, preferences and people stand in none. */
export function rowAt(file: ClientFile, table: Table, id: string): FileRowChange | undefined {
  switch (table) {
    case 'clients':
      return file.client.id === id ? { table, row: file.client } : undefined
    case 'contacts':
      return found(
        file.contacts.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'items':
      return found(
        file.items.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'actions':
      return found(
        file.actions.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'associations':
      return found(
        file.associations.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'casework':
      return found(
        file.casework.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'documents':
      return found(
        file.documents.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'parked':
      return found(
        file.parked.find((row) => row.id === id),
        (row) => ({ table, row }),
      )
    case 'settings':
    case 'preferences':
    case 'people':
      return undefined
  }
}

/** Fields that are written together and stamped as one value. */
const STAMPED_AS: Partial<Record<Table, Record<string, string>>> = {
  items: Object.fromEntries(Object.keys(itemStatusSchema.shape).map((field) => [field, 'status'])),
  actions: { kind: 'type' },
}

/** The row with one field written by name, as the history tells it; where the later one stands, stamped. */
export function withField(change: FileRowChange, field: string, value: unknown, stamp: Stamp): FileRowChange {
  const next = structuredClone(change)
  const [name = '', part] = field.split('.')
  if (part === undefined) Object.assign(next.row, { [name]: value })
  else Object.assign(Object(valueOf(next.row, name)), { [part]: value })
  if ('stamps' in next.row) {
    const name = STAMPED_AS[next.table]?.[field] ?? field
    const earlier = next.row.stamps[name]
    if (earlier && isLater(stamp, earlier)) next.row.stamps[name] = stamp
  }
  return next
}

function found<Row>(row: Row | undefined, toChange: (row: Row) => FileRowChange): FileRowChange | undefined {
  return row && toChange(row)
}

function replaced<Row extends { id: string }>(rows: readonly Row[], row: Row): Row[] {
  const at = rows.findIndex((candidate) => candidate.id === row.id)
  return at < 0 ? [...rows, row] : rows.with(at, row)
}
