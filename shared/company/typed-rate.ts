import { type Decimal, takeApart } from '../imports/read-amount.ts'

/**
 * A rate as somebody typed it, as it is kept: digits with a point. Thousands are not read: a rate has none, and 1,234
 * would be taken for another. Both signs are decimal signs; null when the text is no rate.
 */
export function typedRate(text: string): string | null {
  const written = takeApart(text)
  if (!written || written.negative || written.currency !== null) return null
  const parts = /^(\d{1,9})(?:[.,](\d{1,9}))?$/.exec(written.number)
  if (!parts) return null
  const [, whole = '', fraction = ''] = parts
  const kept = fraction.replace(/0+$/, '')
  const digits = whole.replace(/^0+(?=\d)/, '')
  return kept === '' ? digits : `${digits}.${kept}`
}

/** A kept rate as somebody would type it. */
export function rateText(rate: string, decimal: Decimal): string {
  return rate.replace('.', decimal)
}
