import { type CurrencyCode, currencyDigits } from '../base/amount.ts'
import { type Decimal, takeApart } from '../imports/read-amount.ts'
import { typedAmount } from '../items/typed-amount.ts'
import type { PlanProblem } from './plan-problems.ts'

/** An amount as typed, in minor units, or what is wrong with it. */
export function readTyped(
  text: string,
  currency: CurrencyCode,
  decimal: Decimal,
): { amountMinor: number } | { problem: PlanProblem['problem'] } {
  const amountMinor = typedAmount(text, currency, decimal)
  if (amountMinor !== null && amountMinor > 0) return { amountMinor }
  const written = takeApart(text)
  if (written?.negative === true || amountMinor === 0) return { problem: 'notPositive' }
  return {
    problem: written && decimalsOf(written.number) > currencyDigits(currency) ? 'tooPrecise' : 'noAmount',
  }
}

function decimalsOf(number: string): number {
  return /[.,](\d*)$/.exec(number)?.[1]?.length ?? 0
}
