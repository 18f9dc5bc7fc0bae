import { describe, expect, test } from 'vitest'
import type { Family } from '#shared/words/catalogue.ts'
import { words as enEveryday } from './en/everyday.ts'
import { words as enFirst } from './en/first.ts'
import { words as enSeldom } from './en/seldom.ts'
import { words as frEveryday } from './fr/everyday.ts'
import { words as frFirst } from './fr/first.ts'
import { words as frSeldom } from './fr/seldom.ts'

const TRANSLATIONS: Record<string, Family> = { fr: { ...frFirst, ...frEveryday, ...frSeldom } }
const source = flat({ ...enFirst, ...enEveryday, ...enSeldom })

describe.each(Object.entries(TRANSLATIONS))('the words in %s', (_language, words) => {
  const translated = flat(words)

  test('have the same keys as the English ones', () => {
    expect([...translated.keys()].sort()).toEqual([...source.keys()].sort())
  })

  test.each([...source])('%s has the same values in it', (key, text) => {
    expect(placeholders(translated.get(key) ?? '')).toEqual(placeholders(text))
  })

  test('are all written', () => {
    expect([...translated].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

function flat(family: Family, path = ''): Map<string, string> {
  return new Map(
    Object.entries(family).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{[a-zA-Z]\w*\}/g))].sort()
}
