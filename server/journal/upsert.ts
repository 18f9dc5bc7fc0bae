import { type SQL, type Table, getTableColumns, getTableName, sql } from 'drizzle-orm'
import { type PgTable, getTableConfig } from 'drizzle-orm/pg-core'
import { arrayText } from '../db/array-text.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'

type Value = string | number | boolean
type Shape = {
  name: string
  hasClient: boolean
  insertInto: string
  set: string
  target: string
  columns: { property: string; isJson: boolean; cast: SQL }[]
}

const shapes = new WeakMap<Table, Shape>()

/**
 * Writes rows in one statement, whatever their number: those whose key exists are replaced. Keys of the rows are the
 * property names of the table. Order is kept, which matters where a unique index watches a move. A row that would take
 * the place of another client's is an error: ids come from devices.
 */
export async function upsert(tx: Db, table: PgTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const { name, target, set, hasClient } = shapeOf(table)
  const ofSameClient = hasClient ? sql.raw(`where "${name}".client_id = excluded.client_id`) : sql``
  const written = await rowsOf<object>(
    tx,
    sql`${inserting(table, rows)} on conflict (${sql.raw(target)}) do update set ${sql.raw(set)} ${ofSameClient} returning 1`,
  )
  if (written.length !== rows.length) throw new ForeignRow(name)
}

/** Writes rows that must all be new; one that is not is an error. */
export async function insert(tx: Db, table: PgTable, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await tx.execute(inserting(table, rows))
}

/** An id that another client's row has already; told like a broken constraint. */
class ForeignRow extends Error {
  readonly code = '23505'

  constructor(table: string) {
    super(`a row of ${table} has the id of another client's`)
  }
}

/** Each column goes as one array: the text of the statement is always the same, and the database reads it fastest so. */
function inserting(table: PgTable, rows: readonly object[]): SQL {
  const { insertInto, columns } = shapeOf(table)
  const arrays = columns.map(({ property, isJson, cast }) => {
    const values = rows.map((row) => valueOf(row, property, isJson))
    return sql`${arrayText(values)}${cast}`
  })
  return sql`insert into ${sql.raw(insertInto)} select * from unnest(${sql.join(arrays, sql`, `)})`
}

function valueOf(row: object, property: string, isJson: boolean): Value | null {
  const value: unknown = Reflect.get(row, property)
  if (value === null || value === undefined) return null
  return isJson || !isPlain(value) ? JSON.stringify(value) : value
}

function isPlain(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table)
  if (known) return known
  const columns = Object.entries(getTableColumns(table))
  const keys = new Set(primaryKeyOf(table))
  const names = columns.map(([, column]) => `"${column.name}"`)
  const shape = {
    name: getTableName(table),
    hasClient: columns.some(([property]) => property === 'clientId'),
    insertInto: `"${getTableName(table)}" (${names.join(', ')})`,
    columns: columns.map(([property, column]) => ({
      property,
      isJson: column.getSQLType() === 'jsonb',
      cast: sql.raw(`::text::${column.getSQLType()}[]`),
    })),
    target: [...keys].map((name) => `"${name}"`).join(', '),
    set: columns
      .filter(([, column]) => !keys.has(column.name))
      .map(([, column]) => `"${column.name}" = excluded."${column.name}"`)
      .join(', '),
  }
  shapes.set(table, shape)
  return shape
}

function primaryKeyOf(table: PgTable): string[] {
  const { primaryKeys, columns } = getTableConfig(table)
  const composed = primaryKeys[0]?.columns.map((column) => column.name)
  return composed ?? columns.filter((column) => column.primary).map((column) => column.name)
}
