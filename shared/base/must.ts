/** Throws a defect when a value that the surrounding code has made certain is missing after all. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`)
  return value
}
