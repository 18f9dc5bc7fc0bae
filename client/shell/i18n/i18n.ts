import { type App, type InjectionKey, computed, inject, shallowReactive } from 'vue'
import { must } from '#shared/base/must.ts'
import type { Language } from '#shared/people/preferences.ts'
import type { Family, PathsOf, Translated } from '#shared/words/catalogue.ts'
import { type WordValues, filled, messageAt } from '#shared/words/message.ts'
import type { words as everyday } from './en/everyday.ts'
import type { words as first } from './en/first.ts'
import type { words as seldom } from './en/seldom.ts'

export type WordKey = PathsOf<typeof first & typeof everyday & typeof seldom>

/**
 * The words of the first screen, of those people work in, and of those that few open: each lot comes with the screens
 * that need it, and a later one never without the earlier.
 */
const LOTS = ['first', 'everyday', 'seldom'] as const
export type Lot = (typeof LOTS)[number]

type Catalogue = {
  first: () => Promise<{ words: Translated<typeof first> }>
  everyday: () => Promise<{ words: Translated<typeof everyday> }>
  seldom: () => Promise<{ words: Translated<typeof seldom> }>
}

const catalogues: Record<Language, Catalogue> = {
  en: {
    first: () => import('./en/first.ts'),
    everyday: () => import('./en/everyday.ts'),
    seldom: () => import('./en/seldom.ts'),
  },
  fr: {
    first: () => import('./fr/first.ts'),
    everyday: () => import('./fr/everyday.ts'),
    seldom: () => import('./fr/seldom.ts'),
  },
}

/** The words of the language that is spoken, as far as they were loaded. Screens follow a change of either. */
export class Words {
  readonly #now: { language: Language; words: Family }
  #wanted: { language: Language; upTo: Lot }

  constructor(language: Language, words: Family) {
    this.#now = shallowReactive({ language, words })
    this.#wanted = { language, upTo: 'first' }
  }

  get language(): Language {
    return this.#now.language
  }

  /** One for all who ask: a list says words in each of its rows. */
  readonly spoken = computed(() => this.#now.language)

  find(key: WordKey): string | undefined {
    return messageAt(this.#now.words, key)
  }

  /** What has no words yet says nothing until they are learnt. */
  readonly say = (key: WordKey, values: WordValues = {}): string => {
    const message = this.find(key)
    if (message !== undefined) return filled(message, values, this.#now.language)
    this.lack()
    return ''
  }

  async speak(language: Language): Promise<void> {
    if (language !== this.#wanted.language) {
      this.#wanted = { ...this.#wanted, language }
      await this.#load()
    }
    document.documentElement.lang = language
  }

  /** Before a screen is shown that needs them. */
  async learn(lot: Lot): Promise<void> {
    const { upTo } = this.#wanted
    if (LOTS.indexOf(lot) <= LOTS.indexOf(upTo)) return
    this.#wanted = { ...this.#wanted, upTo: lot }
    try {
      await this.#load()
    } catch (error) {
      this.#wanted = { ...this.#wanted, upTo }
      throw error
    }
  }

  /** Something is to be said whose words are not here yet: a notice above the first screen. They come when they can. */
  lack(): void {
    if (this.#wanted.upTo === 'first') this.learn('everyday').catch(() => {})
  }

  /** Until what is wanted is there: something else may be wanted while it loads. */
  async #load(): Promise<void> {
    for (;;) {
      const wanted = this.#wanted
      const words = await load(wanted.language, wanted.upTo)
      if (wanted !== this.#wanted) continue
      Object.assign(this.#now, { language: wanted.language, words })
      return
    }
  }

  install(app: App): void {
    app.provide(wordsKey, this)
  }
}

const wordsKey: InjectionKey<Words> = Symbol('words')

/** The first words of one language, loaded; the others come when they are asked for. */
export async function createWords(language: Language): Promise<Words> {
  return new Words(language, await load(language, 'first'))
}

export function injectWords(): Words {
  return must(inject(wordsKey), 'the words of the app')
}

async function load(language: Language, upTo: Lot): Promise<Family> {
  const lots = LOTS.slice(0, LOTS.indexOf(upTo) + 1)
  const loaded: { words: Family }[] = await Promise.all(lots.map((lot) => catalogues[language][lot]()))
  return loaded.reduce<Family>((all, { words }) => ({ ...all, ...words }), {})
}
