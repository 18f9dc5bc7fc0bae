/** Names in braces, as `{client}`. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name)
}

/** The text with what its variables stand for; a name nobody knows stands as it is written. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(
    VARIABLE,
    (written, name: string) => (Object.hasOwn(values, name) ? values[name] : null) ?? written,
  )
}

const VARIABLE = /\{([A-Za-z]+)\}/g
