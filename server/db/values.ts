/** Postgres `int8` as a plain number; what a number cannot hold exactly is a defect, never a rounded amount. */
export function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`the number ${text} from the database is too large`)
  return value
}

/** Postgres `numeric`: a sum of integers is a number, a value with decimals (a rate) stays the exact text. */
export function numericValue(text: string): number | string {
  return /^-?\d+$/.test(text) ? safeInteger(text) : text
}
