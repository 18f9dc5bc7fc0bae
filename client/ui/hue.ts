import type { ActionType, FollowUpKind } from '#shared/actions/kinds.ts'
import type { Category, Colour, StatusFields } from '#shared/statuses/status.ts'

/** The hue of a kind: drawn as a bar or a dot, never as a fill, and never without words beside it. */
export type Hue =
  | 'dispute'
  | 'promise'
  | 'plan'
  | 'litigation'
  | 'validation'
  | 'creditNote'
  | 'publicReceivable'
  | 'other'
  | 'step'

export const HUES: Hue[] = [
  'dispute',
  'promise',
  'plan',
  'litigation',
  'validation',
  'creditNote',
  'publicReceivable',
  'other',
  'step',
]

/** Whole class names, so that Tailwind finds them in this file. */
export const hueBackground: Record<Hue, string> = {
  dispute: 'bg-kind-dispute',
  promise: 'bg-kind-promise',
  plan: 'bg-kind-plan',
  litigation: 'bg-kind-litigation',
  validation: 'bg-kind-validation',
  creditNote: 'bg-kind-credit-note',
  publicReceivable: 'bg-kind-public-receivable',
  other: 'bg-kind-other',
  step: 'bg-kind-step',
}

export const hueOfKind: Record<FollowUpKind, Hue> = {
  dispute: 'dispute',
  instalmentPlan: 'plan',
  litigation: 'litigation',
  validation: 'validation',
  creditNoteRequest: 'creditNote',
  publicReceivable: 'publicReceivable',
  other: 'other',
}

const hueOfCategory: Record<Category, Hue> = {
  ongoing: 'step',
  promiseToPay: 'promise',
  dispute: 'dispute',
  disputeResolved: 'plan',
  litigation: 'litigation',
  paymentPlan: 'plan',
}

export const hueOfColour: Record<Colour, Hue> = {
  violet: 'dispute',
  teal: 'promise',
  green: 'plan',
  red: 'litigation',
  blue: 'validation',
  amber: 'creditNote',
  slate: 'publicReceivable',
  pink: 'other',
  grey: 'step',
}

/** A status has the colour the company gave it, or that of what it means. */
export function hueOfStatus({ colour, category }: Pick<StatusFields, 'colour' | 'category'>): Hue {
  return colour ? hueOfColour[colour] : hueOfCategory[category]
}

/** A call, a letter or a task has the grey of a scenario step; a follow-up has the hue of its kind. */
export function hueOfAction(type: ActionType, kind: FollowUpKind | null): Hue {
  if (type === 'promiseCheck') return 'promise'
  return type === 'followUp' && kind ? hueOfKind[kind] : 'step'
}
