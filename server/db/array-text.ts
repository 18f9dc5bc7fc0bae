const PLAIN = /^(?!null$)[0-9a-z.:_-]+$/i

/** Values as the text of a Postgres array; null and undefined are its NULL. */
export function arrayText(values: readonly (string | number | boolean | null | undefined)[]): string {
  return `{${values.map(elementText).join(',')}}`
}

function elementText(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return 'NULL'
  const text = String(value)
  return PLAIN.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}
