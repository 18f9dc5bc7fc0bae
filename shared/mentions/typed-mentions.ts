import type { Person } from '../people/person.ts'

/** What is being typed after an `@` just before the caret, and where that `@` stands; null: no mention is being typed. */
export function mentionTyped(text: string, caret: number): { from: number; query: string } | null {
  const before = text.slice(0, caret)
  const from = before.lastIndexOf('@')
  if (from < 0 || (from > 0 && !/\s|\(/.test(before[from - 1] ?? ''))) return null
  const query = before.slice(from + 1)
  return query.length <= LONGEST_QUERY && !/[\n.,;:!?]/.test(query) ? { from, query } : null
}

/** The text with somebody's name in place of what was typed, and where the caret then stands. */
export function withMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const typed = mentionTyped(text, caret)
  const from = typed?.from ?? caret
  const needsSpace = typed === null && from > 0 && !/\s/.test(text[from - 1] ?? '')
  const written = `${needsSpace ? ' ' : ''}@${name} `
  const after = text.slice(caret).replace(/^ /, '')
  return { text: text.slice(0, from) + written + after, caret: from + written.length }
}

/**
 * Who is mentioned in a text by `@` and their whole name, in the order of their names. Of several of one name those who
 * were picked, or all of them.
 */
export function mentionsIn(
  text: string,
  people: readonly Pick<Person, 'id' | 'name'>[],
  picked: ReadonlySet<string>,
): string[] {
  let rest = text
  const found: string[] = []
  const names = [...new Set(people.map(({ name }) => name))].sort((a, b) => b.length - a.length)
  for (const name of names) {
    // A longer name is taken out first: `@Ana Lima` does not mention Ana.
    if (name === '' || !rest.includes(`@${name}`)) continue
    rest = rest.replaceAll(`@${name}`, '')
    const ofName = people.filter((person) => person.name === name)
    const wanted = ofName.filter(({ id }) => picked.has(id))
    found.push(...(wanted.length > 0 ? wanted : ofName).map(({ id }) => id))
  }
  return found.sort()
}

const LONGEST_QUERY = 40
