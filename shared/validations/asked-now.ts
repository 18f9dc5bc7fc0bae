import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { type Casework, findWork } from '../casework/casework.ts'
import type { Difference } from './difference.ts'
import type { Validation } from './validation.ts'

/** What a validator had before their eyes: the question, and what the credit note or plan it is about asks for. */
export const askedNowSchema = z.strictObject({
  question: z.string(),
  amountMinor: z.nullable(amountMinorSchema),
  currency: z.nullable(currencySchema),
  items: z.array(z.strictObject({ itemId: z.string(), amountMinor: amountMinorSchema })),
  /** Of the plan it is about: which instalments. */
  revision: z.nullable(z.int()),
})
export type AskedNow = z.infer<typeof askedNowSchema>

/** What a validation asks as it stands now: who answers sends this along, and the rule holds it against what is. */
export function askedNow(
  { question, amountMinor, currency, aboutId }: Validation,
  file: { casework: readonly Casework[] },
): AskedNow {
  const request = aboutId === null ? undefined : findWork(file, 'creditNote', aboutId)
  const plan = aboutId === null ? undefined : findWork(file, 'plan', aboutId)
  return {
    question,
    amountMinor,
    currency,
    items: request ? request.work.items.map(({ itemId, amountMinor }) => ({ itemId, amountMinor })) : [],
    revision: plan?.work.revision ?? null,
  }
}

/** What differs between what somebody saw and what is, field by field; nothing when they are the same. */
export function differences(before: AskedNow, after: AskedNow): Difference[] {
  const was = valuesOf(before)
  const is = valuesOf(after)
  const fields = new Set([...was.keys(), ...is.keys()])
  return [...fields].flatMap((field) => {
    const [a, b] = [was.get(field) ?? null, is.get(field) ?? null]
    return a === b ? [] : [{ field, before: a, after: b }]
  })
}

function valuesOf({
  question,
  amountMinor,
  currency,
  items,
  revision,
}: AskedNow): Map<string, string | number | null> {
  return new Map<string, string | number | null>([
    ['question', question],
    ['amountMinor', amountMinor],
    ['currency', currency],
    ['revision', revision],
    ...items.map(({ itemId, amountMinor }): [string, number] => [`items.${itemId}`, amountMinor]),
  ])
}
