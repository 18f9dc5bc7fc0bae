import { createI18n } from 'vue-i18n'
import type { Language } from '#shared/people/preferences.ts'
import type { PathsOf, Translated } from './catalogue.ts'
import type { words as source } from './en/index.ts'

export type Words = Translated<typeof source>
export type WordKey = PathsOf<typeof source>

const catalogues: Record<Language, () => Promise<{ words: Words }>> = {
  en: () => import('./en/index.ts'),
  fr: () => import('./fr/index.ts'),
}

const PLURAL_ORDER: Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']

/** Which of the forms written `one | other` (in the order of the language's own plural categories) fits `n`. */
export function pluralForm(language: string, n: number, forms: number): number {
  const rules = new Intl.PluralRules(language)
  const own = rules.resolvedOptions().pluralCategories
  const ordered = PLURAL_ORDER.filter((category) => own.includes(category))
  return Math.min(ordered.indexOf(rules.select(n)), forms - 1)
}

/** The words of one language, loaded; the others come when `speak` asks for them. */
export async function createWords(language: Language) {
  const i18n = createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    missingWarn: false,
    fallbackWarn: false,
    messages: { [language]: (await catalogues[language]()).words },
    pluralRules: {
      en: (n: number, forms: number) => pluralForm('en', n, forms),
      fr: (n: number, forms: number) => pluralForm('fr', n, forms),
    },
  })
  return i18n
}

export type WordsPlugin = Awaited<ReturnType<typeof createWords>>

export async function speak(i18n: WordsPlugin, language: Language): Promise<void> {
  const { global } = i18n
  if (!global.availableLocales.includes(language))
    global.setLocaleMessage(language, (await catalogues[language]()).words)
  global.locale.value = language
  document.documentElement.lang = language
}
