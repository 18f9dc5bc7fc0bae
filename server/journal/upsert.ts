import { type Table, getTableColumns, getTableName, sql } from 'drizzle-orm'
import { type PgTable, getTableConfig } from 'drizzle-orm/pg-core'
import type { Db } from '../db/open.ts'

type Shape = { insertInto: string; set: string; target: string; columns: string; record: string }

const shapes = new WeakMap<Table, Shape>()

/**
 * Writes rows in one statement, whatever their number: those whose key exists are replaced. Keys of the rows are the
 * property names of the table. Order is kept, which matters where a unique index watches a move.
 */
export async function upsert(tx: Db, table: PgTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const { insertInto, columns, record, target, set } = shapeOf(table)
  const json = JSON.stringify(rows)
  await tx.execute(
    sql`insert into ${sql.raw(insertInto)} select ${sql.raw(columns)} from jsonb_to_recordset(${json}::jsonb) as r(${sql.raw(record)})
        on conflict (${sql.raw(target)}) do update set ${sql.raw(set)}`,
  )
}

function shapeOf(table: PgTable): Shape {
  const known = shapes.get(table)
  if (known) return known
  const columns = Object.entries(getTableColumns(table))
  const keys = new Set(primaryKeyOf(table))
  const names = columns.map(([, column]) => `"${column.name}"`)
  const shape = {
    insertInto: `"${getTableName(table)}" (${names.join(', ')})`,
    columns: columns.map(([property]) => `r."${property}"`).join(', '),
    record: columns.map(([property, column]) => `"${property}" ${column.getSQLType()}`).join(', '),
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
