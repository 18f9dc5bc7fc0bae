import { type Column, type SQL, sql } from 'drizzle-orm'
import { arrayText } from './array-text.ts'

/**
 * Whether a column's value is among these, sent as one value: unlike a list its text is always the same, so that it is
 * prepared once, and thousands of ids cost the ORM nothing. Its type is the array's: a text cast to one would be read anew
 * for every row it is compared with.
 */
export function anyOf(column: Column, values: readonly (string | number)[]): SQL {
  return sql`${column} = any(${arrayText(values)}::${sql.raw(column.getSQLType())}[])`
}
