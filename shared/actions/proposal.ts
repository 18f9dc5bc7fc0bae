import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { Client } from '../clients/client.ts'
import { must } from '../base/must.ts'
import { type Company, findTemplate, ofKind } from '../company/company.ts'
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
import { type Opening, templateFor } from './opening.ts'

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

/**
 * What follows a status: its own kind of follow-up; a promise is checked on its day. What was suggested before keeps the
 * template it was suggested with.
 */
export function proposalAfterStatus(
  status: Status,
  reasonId: string | null,
  items: readonly Item[],
  { client, me, company, today, language }: Surroundings,
  suggested: Template | null = null,
): Proposal {
  const template = suggested ?? must(templateAfter(status, company), 'a template')
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

/** The template that comes with a type or kind, as the company has made it; null where it is retired. */
function standardTemplate(
  { type, kind }: Pick<Proposal, 'type' | 'kind'>,
  company: Company,
): Template | null {
  const template = templateFor({ type, kind, templateId: `template.${kind ?? type}` }, company)
  return template?.data.active ? template : null
}

/** What somebody opens without choosing a template: by the one of its type or kind, else with a plain `label`. */
export function proposalByHand(
  what: Pick<Proposal, 'type' | 'kind'>,
  label: string,
  items: readonly Item[],
  here: Surroundings,
): Proposal {
  const template = standardTemplate(what, here.company)
  return template
    ? proposalByTemplate(template, reasonOfItems(what.kind, items), items, here)
    : { ...proposalOfType(what.type, label, items, here), kind: what.kind }
}

/** The templates a company has made for itself, in their order: what somebody may open besides the usual types. */
export function ownTemplates(company: Company): Template[] {
  const usual = new Set(DEFAULT_TEMPLATES.map(({ id }) => id))
  return ofKind(company.settings.values(), 'template')
    .filter(({ id, data }) => data.active && !usual.has(id))
    .sort((a, b) => a.data.position - b.data.position || (a.id < b.id ? -1 : 1))
}

/** A proposal with another type or kind is made by the template of that one; what else was written of it stays. */
export function withFittingTemplate(proposal: Proposal, company: Company): Proposal {
  if (proposal.templateId === null || templateFor(proposal, company)) return proposal
  return { ...proposal, templateId: standardTemplate(proposal, company)?.id ?? null }
}

/** A dispute is about what all of its items are disputed for. */
export function reasonOfItems(kind: FollowUpKind | null, items: readonly Item[]): string | null {
  const [reasonId, ...others] = new Set(items.map((item) => item.reasonId))
  return kind === 'dispute' && others.length === 0 ? (reasonId ?? null) : null
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
