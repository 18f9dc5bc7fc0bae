import { type Column, type SQL, sql } from 'drizzle-orm'

const SAFE = /^[0-9a-z.:_-]+$/i

/**
 * Whether a column's value is among these, sent as one value: unlike a list its text is always the same, so that it is
 * prepared once, and thousands of ids cost the ORM nothing.
 */
export function anyOf(column: Column, values: readonly (string | number)[]): SQL {
  const array = `{${values.map(quoted).join(',')}}`
  return sql`${column} = any(${array}::text::${sql.raw(column.getSQLType())}[])`
}

function quoted(value: string | number): string {
  const text = String(value)
  return SAFE.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
