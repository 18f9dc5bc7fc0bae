import type { Validation } from '#shared/validations/validation.ts'
import { isLateValidation } from '#shared/validations/pending.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** How a validation is spoken of: what it asks, where it stands, what changed since somebody looked. */
export function useValidationWords() {
  const { t } = useWords()
  const { amount } = useFormat()
  const { today } = useCompany()

  /** A credit note that is asked for without a word is named by its amount. */
  function titleOf({
    question,
    amountMinor,
    currency,
  }: Pick<Validation, 'question' | 'amountMinor' | 'currency'>): string {
    if (question.trim() !== '') return question
    return amountMinor === null || currency === null
      ? t('validations.title')
      : t('validations.creditNote', { amount: amount(amountMinor, currency) })
  }
  /** Beside its amount, which is then not said twice. */
  function titleBesideAmount(validation: Pick<Validation, 'question' | 'amountMinor' | 'currency'>): string {
    if (validation.question.trim() !== '' || validation.amountMinor === null) return titleOf(validation)
    return t('validations.creditNoteAsked')
  }
  function stateOf({ state, level, levels }: Validation): string {
    return state === 'open' && levels.length > 1
      ? t('validations.state.openLevel', { level: level + 1, levels: levels.length })
      : t(`validations.state.${state}`)
  }
  const isLate = (validation: Validation) => isLateValidation(validation, today.value)
  return { titleOf, titleBesideAmount, stateOf, isLate }
}
