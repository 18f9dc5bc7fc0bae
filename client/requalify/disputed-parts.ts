import { type Item } from '#shared/items/item.ts'
import type { Decimal } from '#shared/imports/read-amount.ts'
import { typedAmount } from '#shared/items/typed-amount.ts'

export type PartProblem = 'noAmount' | 'overBalance'

/** What was typed as the disputed part of each item, in minor units; what is left empty, or is all of it, is no part. */
export function disputedParts(
  items: readonly Item[],
  typed: Readonly<Record<string, string>>,
  decimal: Decimal,
): { minor: Record<string, number>; problems: Record<string, PartProblem> } {
  const minor: Record<string, number> = {}
  const problems: Record<string, PartProblem> = {}
  for (const item of items) {
    const text = typed[item.id]?.trim() ?? ''
    if (text === '') continue
    const part = typedAmount(text, item.currency, decimal)
    if (part === null || part === 0) problems[item.id] = 'noAmount'
    else if (part > item.balanceMinor) problems[item.id] = 'overBalance'
    else if (part < item.balanceMinor) minor[item.id] = part
  }
  return { minor, problems }
}
