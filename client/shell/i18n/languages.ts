import { LANGUAGES, type Language } from '#shared/people/preferences.ts'

/** The first language of the product among those a browser asks for; English when there is none. */
export function detectLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const known = LANGUAGES.find((language) => language === baseOf(tag))
    if (known) return known
  }
  return 'en'
}

const KEPT = 'suivi.language'

/** The language a person has chosen, kept on the device so that the next start and signing in speak it at once. */
export function keepLanguage(language: Language | null): void {
  if (language === null) localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, language)
}

/** What the person of this device chose, else what the browser asks for. */
export function startLanguage(): Language {
  const kept = localStorage.getItem(KEPT)
  return LANGUAGES.find((language) => language === kept) ?? detectLanguage(navigator.languages)
}

const PLAIN_LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' }

/** How dates and numbers are written in a language: with the browser's region where it asks for that language. */
export function localeOf(language: Language, asked: readonly string[]): string {
  return asked.find((tag) => tag.includes('-') && baseOf(tag) === language) ?? PLAIN_LOCALES[language]
}

const baseOf = (tag: string): string | undefined => tag.toLowerCase().split('-')[0]

export const languageNames: Record<Language, string> = { en: 'English', fr: 'Français' }
