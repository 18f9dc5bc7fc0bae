import { LANGUAGES, type Language } from '#shared/people/preferences.ts'

/** The first language of the product among those a browser asks for; English when there is none. */
export function detectLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const known = LANGUAGES.find((language) => language === baseOf(tag))
    if (known) return known
  }
  return 'en'
}

const PLAIN_LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

/** How dates and numbers are written in a language: with the browser's region where it asks for that language. */
export function localeOf(language: Language, asked: readonly string[]): string {
  return asked.find((tag) => tag.includes('-') && baseOf(tag) === language) ?? PLAIN_LOCALES[language]
}

const baseOf = (tag: string): string | undefined => tag.toLowerCase().split('-')[0]

export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français' }
