import { type App, type InjectionKey, inject, shallowReactive } from 'vue'
import { must } from '#shared/base/must.ts'
import type { Language } from '#shared/people/preferences.ts'
import type { Family, PathsOf, Translated } from '#shared/words/catalogue.ts'
import { messageAt } from '#shared/words/message.ts'
import type { words as source } from './en/index.ts'
import type { words as seldomSource } from './en/seldom.ts'

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

/** The words of the language that is spoken, as far as they were loaded. Screens follow a change of either. */
export class Words {
  readonly #now: { language: Language; words: Family }
  #wanted: { language: Language; seldom: boolean }

  constructor(language: Language, words: Family) {
    this.#now = shallowReactive({ language, words })
    this.#wanted = { language, seldom: false }
  }

  get language(): Language {
    return this.#now.language
  }

  find(key: WordKey): string | undefined {
    return messageAt(this.#now.words, key)
  }

  async speak(language: Language): Promise<void> {
    if (language !== this.#wanted.language) {
      this.#wanted = { ...this.#wanted, language }
      await this.#load()
    }
    document.documentElement.lang = language
  }

  /** Before a screen with seldom words is shown. */
  async learnSeldom(): Promise<void> {
    if (this.#wanted.seldom) return
    this.#wanted = { ...this.#wanted, seldom: true }
    await this.#load()
  }

  /** Until what is wanted is there: something else may be wanted while it loads. */
  async #load(): Promise<void> {
    for (;;) {
      const wanted = this.#wanted
      const words = await load(wanted.language, wanted.seldom)
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

/** The everyday words of one language, loaded; the others come when they are asked for. */
export async function createWords(language: Language): Promise<Words> {
  return new Words(language, await load(language, false))
}

export function injectWords(): Words {
  return must(inject(wordsKey), 'the words of the app')
}

async function load(language: Language, withSeldom: boolean): Promise<Family> {
  const { everyday, seldom } = catalogues[language]
  const [{ words }, more] = await Promise.all([everyday(), withSeldom ? seldom() : { words: {} }])
  return { ...words, ...more.words }
}
