import { type CurrencyCode, currencyDigits } from '../base/amount.ts'
import { type Decimal, decimalEvidence, minorUnits, takeApart } from '../imports/read-amount.ts'

/**
 * An amount as somebody typed it, in minor units; null when it is none. `decimal` is the sign the person's own number
 * format uses, asked only where the text could mean two amounts: 1.005 is never made a thousand for who writes cents
 * after a point.
 */
export function typedAmount(text: string, currency: CurrencyCode, decimal: Decimal): number | null {
  const written = takeApart(text)
  if (!written || written.negative) return null
  const digits = currencyDigits(currency)
  const evidence = decimalEvidence(written.number)
  const sign = evidence === 'none' || evidence === 'either' ? decimal : evidence
  const read = minorUnits(written.number, sign, 'auto', digits)
  return 'minor' in read ? read.minor : null
}
