import type { ASKED_FIELDS } from '#shared/assignment/criteria.ts'
import { type Condition } from '#shared/assignment/criteria.ts'

/** What a condition is about, as one word: a field, a field of one's own, or the amount. */
export type Subject = (typeof ASKED_FIELDS)[number] | 'custom.client' | 'custom.item' | 'amount'

/** What can be asked of a new dispute, what is asked most first. */
export const OF_DISPUTES: readonly Subject[] = [
  'reasonId',
  'amount',
  'client.name',
  'client.number',
  'client.entity',
  'client.collectorId',
  'client.salesId',
  'custom.client',
  'item.number',
  'item.kind',
  'item.entity',
  'item.currency',
  'statusId',
  'custom.item',
]

/** What can be asked of a client alone. */
export const OF_CLIENTS: readonly Subject[] = OF_DISPUTES.filter(
  (subject) => subject.startsWith('client.') || subject === 'custom.client',
)

export function subjectOf(condition: Condition): Subject {
  switch (condition.type) {
    case 'amount':
      return 'amount'
    case 'custom':
      return condition.of === 'client' ? 'custom.client' : 'custom.item'
    case 'field':
      return condition.field
  }
}

/** A condition about something, with nothing asked yet. */
export function newCondition(subject: Subject): Condition {
  if (subject === 'amount') return { type: 'amount', fromMinor: null, toMinor: null }
  if (subject === 'custom.client') return { type: 'custom', of: 'client', name: '', is: [] }
  if (subject === 'custom.item') return { type: 'custom', of: 'item', name: '', is: [] }
  return { type: 'field', field: subject, is: [] }
}

/** A field of the company's own among the subjects: whose it is, and its name. */
export type OwnField = { of: 'client' | 'item'; name: string }

/** What a condition can be about as it is chosen: a subject, or one of the fields of one's own. */
export type SubjectChoice = Subject | `custom.${OwnField['of']}:${string}`

export function ownChoice({ of, name }: OwnField): SubjectChoice {
  return `custom.${of}:${name}`
}

/** Among the fields there are, its own; else the subject, and the name is written. */
export function choiceOf(condition: Condition, fields: readonly OwnField[]): SubjectChoice {
  if (condition.type !== 'custom') return subjectOf(condition)
  const known = fields.find(({ of, name }) => of === condition.of && name === condition.name)
  return known ? ownChoice(known) : subjectOf(condition)
}
