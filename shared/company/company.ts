import type { CurrencyCode } from '../base/amount.ts'
import { must } from '../base/must.ts'
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
  CaseKind,
  Department,
  DocumentRule,
  ExchangeRate,
  PlanRule,
  PromiseRule,
  Reason,
  Scenario,
  Setting,
  SettingKind,
  SettingOf,
  Status,
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
  return {
    ...card,
    leaseDays: card.leaseDays ?? LEASE_DAYS,
    people: new Map(people.map((person) => [person.id, person])),
    settings: new Map(live.map((setting) => [setting.id, setting])),
    statuses,
    reasons,
    scenarios: ofKind(live, 'scenario'),
    exchangeRates: ofKind(live, 'exchangeRate').sort((a, b) => (a.data.day < b.data.day ? -1 : 1)),
    departments: byPosition(ofKind(live, 'department')),
    caseKinds: { ...DEFAULT_CASE_KINDS, ...caseKindsOf(live) },
    promiseRule: ofKind(live, 'promiseRule')[0]?.data ?? DEFAULT_PROMISE_RULE,
    planRule: ofKind(live, 'planRule')[0]?.data ?? DEFAULT_PLAN_RULE,
    validationRule: ofKind(live, 'validationRule')[0]?.data ?? DEFAULT_VALIDATION_RULE,
    documentRule: ofKind(live, 'documentRule')[0]?.data ?? DEFAULT_DOCUMENT_RULE,
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

function caseKindsOf(settings: readonly Setting[]): Partial<Record<FollowUpKind, CaseKind>> {
  return Object.fromEntries(ofKind(settings, 'caseKind').map((setting) => [setting.data.kind, setting]))
}

function byPosition<T extends { data: { position: number } }>(settings: T[]): T[] {
  return settings.sort((a, b) => a.data.position - b.data.position)
}
