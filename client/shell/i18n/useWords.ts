import { computed } from 'vue'
import { type WordValues, filled } from '#shared/words/message.ts'
import { type WordKey, injectWords } from './i18n.ts'

/** The words of the product in the person's language: `t('ui.day.late', { n: 3 })`. */
export function useWords() {
  const words = injectWords()

  /** What has no words yet says nothing until they are learnt. */
  function t(key: WordKey, values: WordValues = {}): string {
    const message = words.find(key)
    if (message !== undefined) return filled(message, values, words.language)
    words.lack()
    return ''
  }
  return { t, language: computed(() => words.language) }
}

export type Translate = ReturnType<typeof useWords>['t']
