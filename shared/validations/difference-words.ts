import type { CurrencyCode } from '../base/amount.ts'
import type { Format } from '../words/format.ts'
import type { Say } from '../words/say.ts'
import { fieldWords } from '../words/written-fields.ts'
import type { Difference } from './difference.ts'

/** One thing that was another when somebody decided on it, in words. */
export type DifferenceLine = { label: string; before: string; after: string }

/** What differences are told with: the currency of the amounts, and the number of an item where it is known. */
export type DifferenceTeller = {
  t: Say
  format: Pick<Format, 'amount'>
  currency: CurrencyCode
  itemNumber: (id: string) => string | null
}

const OF_ITEM = 'items.'

/** The difference that an answer was refused with (`changedSince`), line by line. */
export function differenceLines(
  fields: readonly Difference[],
  { t, format, currency, itemNumber }: DifferenceTeller,
): DifferenceLine[] {
  const inCurrency = fields.find(({ field }) => field === 'currency')
  const words = (field: string, value: Difference['before'], of: Difference['before'] | undefined) => {
    if (value === null || value === '') return t('history.value.none')
    const isAmount = field === 'amountMinor' || field.startsWith(OF_ITEM)
    return isAmount ? format.amount(Number(value), typeof of === 'string' ? of : currency) : String(value)
  }
  return fields.map(({ field, before, after }) => ({
    label: field.startsWith(OF_ITEM)
      ? (itemNumber(field.slice(OF_ITEM.length)) ?? fieldWords(field, t))
      : fieldWords(field, t),
    before: words(field, before, inCurrency?.before),
    after: words(field, after, inCurrency?.after),
  }))
}
