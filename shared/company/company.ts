import type { CurrencyCode } from '../base/amount.ts'
import { DEFAULT_ASSIGNMENT_RULE } from '../assignment/criteria.ts'
import { must } from '../base/must.ts'
import { DEFAULT_MESSAGES } from '../dunning/default-messages.ts'
import { LANGUAGES, type Language } from '../people/preferences.ts'
import { DEFAULT_TEMPLATES } from '../templates/default-templates.ts'
import { LEASE_DAYS } from '../people/offline-lease.ts'
import type { Person } from '../people/person.ts'
import type { FollowUpKind } from '../actions/kinds.ts'
import {
  DEFAULT_CASE_KINDS,
  DEFAULT_PLAN_RULE,
  DEFAULT_PROMISE_RULE,
  DEFAULT_VALIDATION_RULE,
} from './default-case-rules.ts'
import { DEFAULT_DOCUMENT_RULE } from './document-rule.ts'
import type {
  AssignmentRule,
  CaseKind,
  Department,
  DocumentRule,
  ExchangeRate,
  MessageTemplate,
  PlanRule,
  PromiseRule,
  Reason,
  Scenario,
  ScenarioRule,
  Setting,
  SettingKind,
  SettingOf,
  Status,
  Template,
  ValidationRule,
} from './settings.ts'

/**
 * What every rule may read besides the file it decides on: the company's settings and people,
 * indexed once and replaced as a whole when a row of them changes.
 */
export type Company = {
  name: string
  currency: CurrencyCode
  timeZone: string
  leaseDays: number
  people: ReadonlyMap<string, Person>
  settings: ReadonlyMap<string, Setting>
  statuses: readonly Status[]
  reasons: readonly Reason[]
  scenarios: readonly Scenario[]
  exchangeRates: readonly ExchangeRate[]
  departments: readonly Department[]
  /** How each kind of follow-up is run; as the product comes where nobody has said. */
  caseKinds: Readonly<Record<FollowUpKind, CaseKind>>
  promiseRule: PromiseRule
  planRule: PlanRule
  validationRule: ValidationRule
  documentRule: DocumentRule
  /** How specific actions are opened, and the texts of scenario steps; as the product comes where nobody has said. */
  templates: readonly Template[]
  messageTemplates: readonly MessageTemplate[]
  scenarioRules: readonly ScenarioRule[]
  /** What clients have that neither somebody nor a rule gave another one. */
  defaultScenario: Scenario | null
  assignmentRule: AssignmentRule
  /** In which names are given that no person gives. */
  language: Language
  /** Takes the place of a reason nobody has named yet. */
  reasonNotKnownId: string | null
  /** The status an item takes when its dispute ends. */
  disputeResolvedId: string | null
}

export function createCompany(settings: readonly Setting[], people: readonly Person[]): Company {
  const live = settings.filter((setting) => !setting.removed)
  const card = must(ofKind(live, 'company')[0], 'the company card').data
  const statuses = byPosition(ofKind(live, 'status'))
  const reasons = byPosition(ofKind(live, 'reason'))
  const scenarios = ofKind(live, 'scenario')
  const unsaved = <Row extends Setting>(rows: readonly Row[]) =>
    rows.filter(({ id }) => !settings.some((saved) => saved.id === id))
  const templates = byPosition([...ofKind(live, 'template'), ...unsaved(DEFAULT_TEMPLATES)])
  const messageTemplates = byPosition([...ofKind(live, 'messageTemplate'), ...unsaved(DEFAULT_MESSAGES)])
  return {
    ...card,
    leaseDays: card.leaseDays ?? LEASE_DAYS,
    people: new Map(people.map((person) => [person.id, person])),
    settings: new Map([...templates, ...messageTemplates, ...live].map((setting) => [setting.id, setting])),
    statuses,
    reasons,
    scenarios,
    exchangeRates: ofKind(live, 'exchangeRate').sort((a, b) => (a.data.day < b.data.day ? -1 : 1)),
    departments: byPosition(ofKind(live, 'department')),
    caseKinds: { ...DEFAULT_CASE_KINDS, ...caseKindsOf(live) },
    promiseRule: ofKind(live, 'promiseRule')[0]?.data ?? DEFAULT_PROMISE_RULE,
    planRule: ofKind(live, 'planRule')[0]?.data ?? DEFAULT_PLAN_RULE,
    validationRule: ofKind(live, 'validationRule')[0]?.data ?? DEFAULT_VALIDATION_RULE,
    documentRule: ofKind(live, 'documentRule')[0]?.data ?? DEFAULT_DOCUMENT_RULE,
    templates,
    messageTemplates,
    scenarioRules: byPosition(ofKind(live, 'scenarioRule')),
    defaultScenario: scenarios.find(({ data }) => data.isDefault && data.active) ?? null,
    assignmentRule: ofKind(live, 'assignmentRule')[0]?.data ?? DEFAULT_ASSIGNMENT_RULE,
    language: card.language ?? LANGUAGES[0],
    reasonNotKnownId: reasons.find((reason) => reason.data.key === 'notKnown')?.id ?? null,
    disputeResolvedId:
      statuses.find((status) => status.data.category === 'disputeResolved' && status.data.active)?.id ?? null,
  }
}

/** The settings of one kind, typed. */
export function ofKind<K extends SettingKind>(settings: Iterable<Setting>, kind: K): SettingOf<K>[] {
  return [...settings].filter((setting): setting is Setting & SettingOf<K> => setting.kind === kind)
}

export function findStatus(company: Company, id: string | null): Status | null {
  const setting = id === null ? undefined : company.settings.get(id)
  return setting?.kind === 'status' ? setting : null
}

export function findTemplate(company: Company, id: string | null): Template | null {
  const setting = id === null ? undefined : company.settings.get(id)
  return setting?.kind === 'template' ? setting : null
}

function caseKindsOf(settings: readonly Setting[]): Partial<Record<FollowUpKind, CaseKind>> {
  return Object.fromEntries(ofKind(settings, 'caseKind').map((setting) => [setting.data.kind, setting]))
}

function byPosition<T extends { data: { position: number } }>(settings: T[]): T[] {
  return settings.sort((a, b) => a.data.position - b.data.position)
}
