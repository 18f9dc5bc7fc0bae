import * as z from 'zod/mini'
import { currencySchema } from '../base/amount.ts'
import { planProblemSchema } from '../plans/plan-problems.ts'
import { differenceSchema } from '../validations/difference.ts'

export const LEFT_OUT_REASONS = [
  'settled',
  'inOtherAction',
  'notInAction',
  'notFound',
  'alreadySo',
  'overBalance',
  'notDebit',
] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

const leftOutSchema = z.strictObject({ itemId: z.string(), because: z.enum(LEFT_OUT_REASONS) })
export type LeftOut = z.infer<typeof leftOutSchema>

/** Why an entry was refused, with what the person needs to mend it. Never names what the author may not see. */
const refusalSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('notAllowed') }),
  z.strictObject({
    type: z.literal('notFound'),
    what: z.enum(['client', 'item', 'action', 'contact', 'setting', 'entry', 'work', 'document']),
  }),
  z.strictObject({ type: z.literal('closed'), by: z.nullable(z.string()), at: z.nullable(z.int()) }),
  z.strictObject({ type: z.literal('notClosed') }),
  z.strictObject({ type: z.literal('nothingLeft'), items: z.array(leftOutSchema) }),
  z.strictObject({
    type: z.literal('inOtherAction'),
    itemIds: z.array(z.string()),
    actionId: z.nullable(z.string()),
  }),
  z.strictObject({ type: z.literal('statusUnknown') }),
  z.strictObject({ type: z.literal('personUnknown') }),
  z.strictObject({ type: z.literal('settingUnknown'), field: z.string() }),
  z.strictObject({ type: z.literal('idTaken') }),
  z.strictObject({ type: z.literal('touchedSince'), fields: z.array(z.string()) }),
  z.strictObject({ type: z.literal('cannotUndo') }),
  /** The entry that was to open the action it is about was refused. */
  z.strictObject({ type: z.literal('dependsOn'), entryId: z.string() }),
  /** Of a parked entry: whoever is in charge did not want it, or nobody decided in time. */
  z.strictObject({ type: z.literal('declined'), by: z.string(), text: z.nullable(z.string()) }),
  z.strictObject({ type: z.literal('lapsed') }),
  z.strictObject({ type: z.literal('alreadyDecided'), by: z.nullable(z.string()), at: z.nullable(z.int()) }),
  /** Of an answer: others are asked, or it is one's own request. */
  z.strictObject({ type: z.literal('notAsked') }),
  z.strictObject({ type: z.literal('ownRequest') }),
  /** What was decided on is no longer what its author saw. */
  z.strictObject({ type: z.literal('changedSince'), fields: z.array(differenceSchema) }),
  /** Of a participant: a validation still waits for them. */
  z.strictObject({ type: z.literal('stillAsked') }),
  /** An administrator let go of it while it waited in quarantine. */
  z.strictObject({ type: z.literal('discarded'), reason: z.string() }),
  /** Its state does not allow it, or has made it needless. */
  z.strictObject({
    type: z.literal('notPossible'),
    what: z.enum(['plan', 'payment', 'promise']),
    state: z.string(),
  }),
  /** A plan or a promise that does not fit, at the field that can mend it; amounts in minor units. */
  z.strictObject({
    type: z.literal('amiss'),
    field: z.string(),
    problem: planProblemSchema,
    byMinor: z.nullable(z.int()),
    currency: currencySchema,
  }),
  z.strictObject({ type: z.literal('invalid'), field: z.string(), detail: z.string() }),
  z.strictObject({ type: z.literal('defect'), reference: z.string() }),
])
export type Refusal = z.infer<typeof refusalSchema>

const NOOP_REASONS = ['alreadySo', 'alreadyPaid', 'superseded', 'joined'] as const
export type NoopReason = (typeof NOOP_REASONS)[number]

/**
 * The server's one answer to an entry. `parked` waits for a person and `deferred` for an update;
 * both end once in one of the other three, which are final.
 */
export const outcomeSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('applied'),
    late: z.optional(z.boolean()),
    superseded: z.optional(z.array(z.string())),
    leftOut: z.optional(z.array(leftOutSchema)),
    /** Case an opening was joined to: its items sat there already. */
    joined: z.optional(z.string()),
  }),
  z.strictObject({
    type: z.literal('noop'),
    reason: z.enum(NOOP_REASONS),
    /** With the reason of the same name: the case, to which the id it meant to open now leads. */
    joined: z.optional(z.string()),
  }),
  z.strictObject({ type: z.literal('refused'), refusal: refusalSchema }),
  z.strictObject({ type: z.literal('parked'), for: z.enum(['newOwner', 'caseOwner', 'planOwner']) }),
  z.strictObject({ type: z.literal('deferred') }),
])
export type Outcome = z.infer<typeof outcomeSchema>

/** Whether nothing more is to come: a parked entry waits for a person, a deferred one for an update. */
export function isConclusive({ type }: Outcome): boolean {
  return type !== 'parked' && type !== 'deferred'
}
