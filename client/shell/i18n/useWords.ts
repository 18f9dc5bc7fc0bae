import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { WordKey } from './i18n.ts'

/** Values put into a message; `n` also chooses the plural form. */
export type WordValues = Record<string, string | number>

/** The words of the product in the person's language: `t('ui.day.late', { n: 3 })`. */
export function useWords() {
  const { t: translate, locale } = useI18n({ useScope: 'global' })
  function t(key: WordKey, values: WordValues = {}): string {
    return typeof values.n === 'number'
      ? translate(key, values, { plural: values.n })
      : translate(key, values)
  }
  return { t, language: computed(() => locale.value) }
}

export type Translate = ReturnType<typeof useWords>['t']
