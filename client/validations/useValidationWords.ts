import type { ClientFile } from '#shared/clients/client-file.ts'
import { findItem } from '#shared/clients/client-file.ts'
import type { Difference } from '#shared/validations/difference.ts'
import type { Validation } from '#shared/validations/validation.ts'
import { isLateValidation } from '#shared/validations/pending.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { fieldWords } from '#shared/words/written-fields.ts'

/** How a validation is spoken of: what it asks, where it stands, what changed since somebody looked. */
export function useValidationWords() {
  const { t } = useWords()
  const { amount } = useFormat()
  const { company, today } = useCompany()

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
  function stateOf({ state, level, levels }: Validation): string {
    return state === 'open' && levels.length > 1
      ? t('validations.state.openLevel', { level: level + 1, levels: levels.length })
      : t(`validations.state.${state}`)
  }
  const isLate = (validation: Validation) => isLateValidation(validation, today.value)

  /** A value of a difference as people write it. */
  function valueWords(
    { field }: Difference,
    value: Difference['before'],
    validation: Pick<Validation, 'currency'>,
  ): string {
    if (value === null) return t('validations.changed.nothing')
    if (typeof value === 'number' && (field === 'amountMinor' || field.startsWith('items.')))
      return amount(value, validation.currency ?? company.value.currency)
    return String(value)
  }
  function fieldOf({ field }: Difference, file: ClientFile | null): string {
    const itemId = field.startsWith('items.') ? field.slice('items.'.length) : null
    const item = itemId !== null && file ? findItem(file, itemId) : undefined
    return item ? item.number : fieldWords(field, t)
  }
  return { titleOf, stateOf, isLate, valueWords, fieldOf }
}
