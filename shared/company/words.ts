import * as z from 'zod/mini'
import { LANGUAGES, type Language } from '../people/preferences.ts'

/** A name in each language a company has written it in; English is always there. */
export const wordsSchema = z.record(z.string(), z.string())
export type Words = z.infer<typeof wordsSchema>

export function wordIn(words: Words, language: Language): string {
  return words[language] ?? words[LANGUAGES[0]] ?? Object.values(words)[0] ?? ''
}
