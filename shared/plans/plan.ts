import * as z from 'zod/mini'
import { amountMinorSchema, currencySchema } from '../base/amount.ts'
import { calendarDaySchema } from '../base/calendar-day.ts'
import { idSchema } from '../base/ids.ts'
import { isSignature } from './signature.ts'

/** One agreed payment of a plan, in minor units of the plan's currency. */
export const instalmentSchema = z.strictObject({
  id: idSchema,
  dueOn: calendarDaySchema,
  amountMinor: amountMinorSchema.check(z.positive({ error: 'an instalment is more than nothing' })),
})
export type Instalment = z.infer<typeof instalmentSchema>

export const instalmentsSchema = z.array(instalmentSchema).check(z.minLength(1), z.maxLength(120))

const agreed = {
  how: z.enum(['signature', 'name']),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  signature: z.nullable(z.string().check(z.maxLength(40_000))),
  on: calendarDaySchema,
}

/** How the client agreed: by a signature drawn with the finger (an SVG path), or by name. */
const keptAgreementSchema = z.strictObject(agreed)
export type Agreement = z.infer<typeof keptAgreementSchema>

/** An agreement as it is given: what was signed is a drawing of a pen and nothing else, what was not has none. */
export const agreementSchema = z.strictObject(agreed).check(
  z.refine(
    ({ how, signature }) =>
      how === 'signature' ? signature !== null && isSignature(signature) : signature === null,
    {
      error: 'a signature is drawn with a pen',
      path: ['signature'],
    },
  ),
)

export const PLAN_STATES = ['offered', 'agreed', 'kept', 'broken', 'renegotiated', 'withdrawn'] as const
export type PlanState = (typeof PLAN_STATES)[number]

/** An instalment plan over the items of a case; its instalments add up to what the items owe and the fee. */
export const planSchema = z.strictObject({
  type: z.literal('plan'),
  state: z.enum(PLAN_STATES),
  /** Grows with every change of the instalments: who replaces them says which ones they had before their eyes. */
  revision: z.int(),
  currency: currencySchema,
  /** What the items owed when the plan was made, minor units. */
  owedMinor: amountMinorSchema,
  /** Fee or interest on top of it, minor units. */
  feeMinor: amountMinorSchema.check(z.nonnegative()),
  instalments: instalmentsSchema,
  agreement: z.nullable(keptAgreementSchema),
  /** Payments that counted already when it was made: they are not for its instalments. */
  paidBefore: z.array(z.string()),
  /** Instalments that were told to be late already. */
  toldLate: z.array(z.string()),
  replacedBy: z.nullable(z.string()),
  madeBy: z.string(),
  madeOn: calendarDaySchema,
  endedOn: z.nullable(calendarDaySchema),
})
export type Plan = z.infer<typeof planSchema>
