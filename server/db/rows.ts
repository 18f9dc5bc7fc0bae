import type { SQL } from 'drizzle-orm'
import { must } from '#shared/base/must.ts'
import type { Db } from './open.ts'

/**
 * Runs SQL and returns plain rows, the same from both engines: `int8` and whole `numeric` as numbers (too large throws),
 * other `numeric`, dates and timestamps as text, `jsonb` parsed. `Row` is the caller's word for what the query selects.
 */
export async function rowsOf<Row extends object>(db: Db, query: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(query)
  if (areRows<Row>(result)) return Array.from(result)
  if (isResult(result) && areRows<Row>(result.rows)) return result.rows
  throw new Error('the database driver answered without rows')
}

/** The one row of a query that always has one. */
export async function rowOf<Row extends object>(db: Db, query: SQL): Promise<Row> {
  return must((await rowsOf<Row>(db, query))[0], 'a row')
}

function areRows<Row>(value: unknown): value is Row[] {
  return Array.isArray(value)
}

function isResult(value: unknown): value is { rows: unknown } {
  return typeof value === 'object' && value !== null && 'rows' in value
}
