import { LANGUAGES, type Language } from '#shared/people/preferences.ts'

/** The first language of the product among those a browser asks for; English when there is none. */
export function detectLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const base = tag.toLowerCase().split('-')[0]
    const known = LANGUAGES.find((language) => language === base)
    if (known) return known
  }
  return 'en'
}

export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français' }
