import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { WordKey } from './i18n.ts'

/** Values put into a message; `n` also chooses the plural form. */
export type WordValues = Record<string, string | number>

const SAID_AT_MOST = 5000
/** What was said before by each set of words: the rows of a list say the same few things, and finding words is slow. */
const saidBy = new WeakMap<object, Map<string, string>>()

/** The words of the product in the person's language: `t('ui.day.late', { n: 3 })`. */
export function useWords() {
  const words = useI18n({ useScope: 'global' })
  const { t: translate, locale } = words
  const said = saidBy.get(words) ?? new Map<string, string>()
  saidBy.set(words, said)

  function t(key: WordKey, values: WordValues = {}): string {
    const asked = `${locale.value} ${key} ${JSON.stringify(values)}`
    const known = said.get(asked)
    if (known !== undefined) return known
    if (said.size >= SAID_AT_MOST) said.clear()
    const found =
      typeof values.n === 'number' ? translate(key, values, { plural: values.n }) : translate(key, values)
    // Words that are not learnt yet may be later.
    if (found !== key) said.set(asked, found)
    return found
  }
  return { t, language: computed(() => locale.value) }
}

export type Translate = ReturnType<typeof useWords>['t']
