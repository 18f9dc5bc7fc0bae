import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { Client } from '../clients/client.ts'
import type { Company } from '../company/company.ts'
import type { Status } from '../company/settings.ts'
import { wordIn } from '../company/words.ts'
import { type Item, categoryOf } from '../items/item.ts'
import { HOLDS_ALL, type Person } from '../people/person.ts'
import type { Language } from '../people/preferences.ts'
import type { Category } from '../statuses/status.ts'
import type { ActionType, FollowUpKind } from './kinds.ts'
import type { Opening } from './opening.ts'

/**
 * What a screen proposes before an action is opened: everything filled in, everything editable. Only proposals; the
 * rule that opens an action takes whatever the person made of them.
 */
export type Proposal = Omit<Opening, 'actionId'>

const KIND_OF_CATEGORY: Record<Category, FollowUpKind> = {
  ongoing: 'other',
  promiseToPay: 'other',
  dispute: 'dispute',
  disputeResolved: 'other',
  litigation: 'litigation',
  paymentPlan: 'instalmentPlan',
}

/** Calendar days from today to an action opened without a status. */
const DAYS: Record<ActionType, number> = {
  followUp: 7,
  call: 1,
  email: 0,
  letter: 0,
  task: 1,
  promiseCheck: 7,
}

const LONGEST_NAME = 200

/** Whether a status suggests or creates a specific action, or leaves the items to the scenario. */
export function proposesAction(status: Status): boolean {
  return status.data.action.mode !== 'none'
}

/** What follows a status: its own kind of follow-up; a promise is checked on its day. */
export function proposalAfterStatus(
  status: Status,
  reasonId: string | null,
  items: readonly Item[],
  { client, me, company, today, language }: Surroundings,
): Proposal {
  const isPromise = status.data.category === 'promiseToPay'
  return {
    type: isPromise ? 'promiseCheck' : 'followUp',
    kind: isPromise ? null : (status.data.action.kind ?? KIND_OF_CATEGORY[status.data.category]),
    name: proposedName(statusLabel(status, reasonId, company, language), items),
    dueOn: addDays(today, status.data.defaultDays),
    ownerId: proposedOwner(me, client, company).id,
    resolverId: null,
    reasonId,
  }
}

/** An action of a type opened for items, or for the client as a whole; `label` is the word for it. */
export function proposalOfType(
  type: ActionType,
  label: string,
  items: readonly Item[],
  { client, me, company, today }: Surroundings,
): Proposal {
  return {
    type,
    kind: type === 'followUp' ? proposedKind(items, company) : null,
    name: proposedName(label, items),
    dueOn: addDays(today, DAYS[type]),
    ownerId: proposedOwner(me, client, company).id,
    resolverId: null,
    reasonId: null,
  }
}

export type Surroundings = {
  client: Client
  me: Person
  company: Company
  today: CalendarDay
  language: Language
}

/** The kind that the items' own statuses speak of, when they agree. */
export function proposedKind(items: readonly Item[], company: Company): FollowUpKind {
  const kinds = new Set(items.map((item) => KIND_OF_CATEGORY[categoryOf(item, company) ?? 'ongoing']))
  const [only] = kinds
  return kinds.size === 1 ? (only ?? 'other') : 'other'
}

/** The label with the number of the item, and how many there are besides. */
export function proposedName(label: string, items: readonly Item[]): string {
  const [first, ...others] = items
  if (!first) return label.slice(0, LONGEST_NAME)
  const tail = `, ${first.number}${others.length > 0 ? ` +${others.length}` : ''}`
  return label.slice(0, Math.max(0, LONGEST_NAME - tail.length)) + tail.slice(0, LONGEST_NAME)
}

/** Who runs the client day by day runs the action: its collector for those who run the company, else whoever opens it. */
export function proposedOwner(me: Person, client: Client, company: Company): Person {
  const collector = client.collectorId === null ? undefined : company.people.get(client.collectorId)
  return HOLDS_ALL[me.role] && collector?.active ? collector : me
}

/** A reason somebody named says more than the status; the status' own reason is in its name already. */
function statusLabel(status: Status, reasonId: string | null, company: Company, language: Language): string {
  const reason = reasonId === null ? undefined : company.settings.get(reasonId)
  const isTelling =
    reason?.kind === 'reason' &&
    reason.id !== status.data.presetReasonId &&
    reason.id !== company.reasonNotKnownId
  return wordIn(isTelling ? reason.data.name : status.data.name, language)
}
