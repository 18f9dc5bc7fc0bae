import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { Client } from '../clients/client.ts'
import { must } from '../base/must.ts'
import { type Company, findTemplate } from '../company/company.ts'
import type { Status, Template } from '../company/settings.ts'
import { DEFAULT_TEMPLATES } from '../templates/default-templates.ts'
import {
  type Named,
  templateName,
  templateOwner,
  templateResolver,
} from '../templates/opening-by-template.ts'
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
  const template = must(templateAfter(status, company), 'a template')
  return {
    ...byTemplate(template, { status, reasonId, items, client, company }, language),
    dueOn: addDays(today, template.data.days ?? status.data.defaultDays),
    ownerId: templateOwner(template, me.id, client, company) ?? me.id,
    reasonId,
  }
}

/** The action a template opens, picked by somebody. */
export function proposalByTemplate(
  template: Template,
  reasonId: string | null,
  items: readonly Item[],
  { client, me, company, today, language }: Surroundings,
): Proposal {
  return {
    ...byTemplate(template, { status: null, reasonId, items, client, company }, language),
    dueOn: addDays(today, template.data.days ?? DAYS[template.data.type]),
    ownerId: templateOwner(template, me.id, client, company) ?? me.id,
    reasonId,
  }
}

function byTemplate(template: Template, named: Named, language: Language) {
  const { type, kind } = template.data
  return {
    type,
    kind,
    name: templateName(template, named, language),
    resolverId: templateResolver(template, named.company),
    templateId: template.id,
  }
}

/** The template of a status, or where it has none that of its category. */
function templateAfter(status: Status, company: Company): Template | null {
  const { category, action } = status.data
  const own = findTemplate(company, action.templateId)
  if (own?.data.active) return own
  const kind = KIND_OF_CATEGORY[category]
  const ids = category === 'promiseToPay' ? ['template.promiseCheck'] : [`template.${kind}`, 'template.other']
  const standard = ids.map((id) => findTemplate(company, id)).find((found) => found !== null)
  return standard ?? DEFAULT_TEMPLATES.find(({ id }) => id === ids[0]) ?? null
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
    templateId: null,
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
