import { computed } from 'vue'
import { type WordValues, filled } from '#shared/words/message.ts'
import { type WordKey, injectWords } from './i18n.ts'

/** The words of the product in the person's language: `t('ui.day.late', { n: 3 })`. */
export function useWords() {
  const words = injectWords()

  /** A key that has no words yet is said itself: they may be learnt later. */
  function t(key: WordKey, values: WordValues = {}): string {
    const message = words.find(key)
    return message === undefined ? key : filled(message, values, words.language)
  }
  return { t, language: computed(() => words.language) }
}

export type Translate = ReturnType<typeof useWords>['t']
