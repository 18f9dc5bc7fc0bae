import { type CurrencyCode, currencyDigits } from './amount.ts'

/** Whether an amount, minor units, is the one somebody looks for. */
export type AmountMatch = (minor: number, currency: CurrencyCode) => boolean

/**
 * Reads an amount as people type it into a search box, with any separators and currency signs: `4 120`, `4,120.5`,
 * `4120,50 €`. Without decimals the beginning of the whole part is enough from three digits on; a sign is ignored.
 * Null when the text is no amount.
 */
export function amountMatch(text: string): AmountMatch | null {
  const written = text
    .trim()
    .replace(/^[-+−]|[-+−]$/g, '')
    .replace(/^[A-Z]{3}|[A-Z]{3}$/gi, '')
    .replace(/[\s'’\u00a0\u202f]|\p{Sc}/gu, '')
  if (!/^\d[\d.,]*$/.test(written)) return null
  const decimals = /^(.*)[.,](\d{0,2})$/.exec(written)
  if (decimals) return isAmount(digitsOf(decimals[1]), digitsOf(decimals[2]))
  const whole = digitsOf(written)
  const asWhole: AmountMatch = (minor, currency) => {
    const found = wholePart(minor, currency)
    return whole.length >= 3 ? found.startsWith(whole) : found === whole
  }
  const thousandths = /^(\d+)[.,](\d{3})$/.exec(written)
  if (!thousandths) return asWhole
  const asThousandths = isAmount(digitsOf(thousandths[1]), digitsOf(thousandths[2]))
  return (minor, currency) =>
    asWhole(minor, currency) || (currencyDigits(currency) === 3 && asThousandths(minor, currency))
}

function isAmount(whole: string, fraction: string): AmountMatch {
  return (minor, currency) =>
    wholePart(minor, currency) === whole && fractionPart(minor, currency).startsWith(fraction)
}

const digitsOf = (text = ''): string => text.replace(/\D/g, '')

function wholePart(minor: number, currency: CurrencyCode): string {
  return String(Math.trunc(Math.abs(minor) / 10 ** currencyDigits(currency)))
}

function fractionPart(minor: number, currency: CurrencyCode): string {
  const digits = currencyDigits(currency)
  return digits === 0 ? '' : String(Math.abs(minor) % 10 ** digits).padStart(digits, '0')
}
