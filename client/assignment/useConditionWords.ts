import { computed } from 'vue'
import type { Condition } from '#shared/assignment/criteria.ts'
import { ITEM_KINDS } from '#shared/items/item.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { useFormat } from '../ui/format/useFormat.ts'
import { type Subject, subjectOf } from './conditions.ts'

type Choice = { value: string; label: string; detail?: string }

/** Conditions in the words of the person who reads, and what there is to choose from. */
export function useConditionWords() {
  const { t, language } = useWords()
  const { company } = useCompany()
  const { inWords } = useNames()
  const { amount } = useFormat()

  const anyOf = computed(() => new Intl.ListFormat(language.value, { type: 'disjunction' }))

  /** Null where anything may be written. */
  function choicesOf(subject: Subject): Choice[] | null {
    switch (subject) {
      case 'reasonId':
        return named(company.value.reasons)
      case 'statusId':
        return named(company.value.statuses)
      case 'item.kind':
        return ITEM_KINDS.map((value) => ({ value, label: t(`imports.kind.${value}`) }))
      case 'client.collectorId':
      case 'client.salesId':
        return [...company.value.people.values()]
          .filter(({ active, role }) => active && role !== 'guest')
          .toSorted((a, b) => a.name.localeCompare(b.name))
          .map(({ id, name, role }) => ({ value: id, label: name, detail: t(`people.role.${role}`) }))
      default:
        return null
    }
  }

  function named(
    rows: readonly { id: string; data: { name: Parameters<typeof inWords>[0]; active: boolean } }[],
  ) {
    return rows
      .filter(({ data }) => data.active)
      .map(({ id, data }) => ({ value: id, label: inWords(data.name) }))
  }

  function valueText(subject: Subject, value: string): string {
    const known = choicesOf(subject)?.find((choice) => choice.value === value)
    if (known) return known.label
    return value.endsWith('*') ? t('assignment.begins', { text: value.slice(0, -1) }) : value
  }

  /** “Reason: Price or Quantity”. */
  function conditionText(condition: Condition): string {
    const subject = subjectOf(condition)
    if (condition.type === 'amount') {
      const { fromMinor, toMinor } = condition
      const from = fromMinor === null ? null : amount(fromMinor, company.value.currency)
      const to = toMinor === null ? null : amount(toMinor, company.value.currency)
      if (from !== null && to !== null) return t('assignment.amountBetween', { from, to })
      if (from !== null) return t('assignment.amountFrom', { from })
      return to === null ? t('assignment.subject.amount') : t('assignment.amountTo', { to })
    }
    const name =
      condition.type === 'custom'
        ? condition.name || t(`assignment.subject.${subject}`)
        : t(`assignment.subject.${subject}`)
    const values = condition.is.map((value) => valueText(subject, value))
    return t('assignment.is', { name, values: anyOf.value.format(values) })
  }

  return { choicesOf, valueText, conditionText }
}
