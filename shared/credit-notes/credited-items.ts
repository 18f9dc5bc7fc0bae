import * as z from 'zod/mini'
import { amountMinorSchema } from '../base/amount.ts'
import { idSchema } from '../base/ids.ts'
import type { Difference } from '../validations/difference.ts'
import type { CreditedItem } from './credit-note-problems.ts'

/** What an entry asks for of each item; whether it fits is said at its field by `creditNoteProblems`. */
export const creditedItemsSchema = z
  .array(z.strictObject({ itemId: idSchema, amountMinor: amountMinorSchema }))
  .check(z.maxLength(500))

/** What differs between the items somebody saw and those that are asked for. */
export function creditedDifferences(
  before: readonly CreditedItem[],
  after: readonly CreditedItem[],
): Difference[] {
  const was = new Map(before.map(({ itemId, amountMinor }) => [itemId, amountMinor]))
  const is = new Map(after.map(({ itemId, amountMinor }) => [itemId, amountMinor]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((itemId) => {
    const [a, b] = [was.get(itemId) ?? null, is.get(itemId) ?? null]
    return a === b ? [] : [{ field: `items.${itemId}`, before: a, after: b }]
  })
}
