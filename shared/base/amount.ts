import * as z from 'zod/mini'

/** ISO 4217 code, upper case. Amounts are integers in the minor unit of their currency. */
export type CurrencyCode = string

export const currencySchema = z
  .string()
  .check(z.regex(/^[A-Z]{3}$/, { error: 'not an ISO 4217 currency code' }))
export const amountMinorSchema = z.int()

const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

const digitsByCurrency = new Map<CurrencyCode, number>([
  ...NO_DECIMALS.map((code) => [code, 0] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
])

/** Decimals of a currency's minor unit by ISO 4217: 2 unless listed otherwise. */
export function currencyDigits(currency: CurrencyCode): number {
  return digitsByCurrency.get(currency) ?? 2
}

/**
 * Converts minor units with a decimal rate written as text (`1 from = rate to`), rounding half to even.
 * Exact: works on big integers, never on floats.
 */
export function convertMinor(
  amountMinor: number,
  from: CurrencyCode,
  to: CurrencyCode,
  rate: string,
): number {
  if (from === to) return amountMinor
  const [whole = '0', fraction = ''] = rate.split('.')
  const numerator = BigInt(amountMinor) * BigInt(whole + fraction) * 10n ** BigInt(currencyDigits(to))
  const denominator = 10n ** BigInt(fraction.length + currencyDigits(from))
  return Number(divideHalfEven(numerator, denominator))
}

function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n
  const absolute = numerator * sign
  const quotient = absolute / denominator
  const twice = (absolute % denominator) * 2n
  const roundUp = twice > denominator || (twice === denominator && quotient % 2n === 1n)
  return sign * (roundUp ? quotient + 1n : quotient)
}
