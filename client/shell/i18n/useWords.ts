import { injectWords } from './i18n.ts'

/** The words of the product in the person's language: `t('ui.day.late', { n: 3 })`. */
export function useWords() {
  const { say: t, spoken: language } = injectWords()
  return { t, language }
}

export type Translate = ReturnType<typeof useWords>['t']
