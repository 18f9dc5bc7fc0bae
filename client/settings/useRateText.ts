import { computed } from 'vue'
import { rateText } from '#shared/company/typed-rate.ts'
import type { Decimal } from '#shared/imports/read-amount.ts'
import { useFormat } from '../ui/format/useFormat.ts'

/** Decimal numbers as the person writes them. */
export function useRateText() {
  const { number } = useFormat()
  const decimal = computed<Decimal>(() => (number(0.5, 1).includes(',') ? ',' : '.'))
  return { decimal, decimalText: (rate: string) => rateText(rate, decimal.value) }
}
