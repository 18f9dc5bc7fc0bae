import { createI18n } from 'vue-i18n'
import type { Language } from '#shared/people/preferences.ts'
import type { PathsOf, Translated } from '#shared/words/catalogue.ts'
import type { words as source } from './en/index.ts'
import type { words as seldomSource } from './en/seldom.ts'
import { detectLanguage } from './languages.ts'

export type WordKey = PathsOf<typeof source & typeof seldomSource>

type Catalogue = {
  everyday: () => Promise<{ words: Translated<typeof source> }>
  /** Of screens that few open: they come with the screen. */
  seldom: () => Promise<{ words: Translated<typeof seldomSource> }>
}

const catalogues: Record<Language, Catalogue> = {
  en: { everyday: () => import('./en/index.ts'), seldom: () => import('./en/seldom.ts') },
  fr: { everyday: () => import('./fr/index.ts'), seldom: () => import('./fr/seldom.ts') },
}

const PLURAL_ORDER: Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']

/** Which of the forms written `one | other` (in the order of the language's own plural categories) fits `n`. */
export function pluralForm(language: string, n: number, forms: number): number {
  const rules = new Intl.PluralRules(language)
  const own = rules.resolvedOptions().pluralCategories
  const ordered = PLURAL_ORDER.filter((category) => own.includes(category))
  return Math.min(ordered.indexOf(rules.select(n)), forms - 1)
}

/** The everyday words of one language, loaded; the others come when `speak` or `learnSeldom` asks for them. */
export async function createWords(language: Language) {
  const i18n = createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    missingWarn: false,
    fallbackWarn: false,
    messages: { [language]: (await catalogues[language].everyday()).words },
    pluralRules: {
      en: (n: number, forms: number) => pluralForm('en', n, forms),
      fr: (n: number, forms: number) => pluralForm('fr', n, forms),
    },
  })
  return i18n
}

export type WordsPlugin = Awaited<ReturnType<typeof createWords>>

const SELDOM_KNOWN = 'imports'

export async function speak(i18n: WordsPlugin, language: Language): Promise<void> {
  const { global } = i18n
  if (!global.availableLocales.includes(language))
    global.setLocaleMessage(language, (await catalogues[language].everyday()).words)
  if (SELDOM_KNOWN in global.getLocaleMessage(global.locale.value)) await addSeldom(i18n, language)
  global.locale.value = language
  document.documentElement.lang = language
}

/** Before a screen with seldom words is shown. */
export function learnSeldom(i18n: WordsPlugin): Promise<void> {
  return addSeldom(i18n, detectLanguage([i18n.global.locale.value]))
}

async function addSeldom(i18n: WordsPlugin, language: Language): Promise<void> {
  i18n.global.mergeLocaleMessage(language, (await catalogues[language].seldom()).words)
}
