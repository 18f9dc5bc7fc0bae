import type { FollowUpKind } from '../actions/kinds.ts'
import type { Stage } from './case-rules.ts'
import type { CaseKind, PlanRule, PromiseRule, ValidationRule } from './settings.ts'

/** How follow-ups are run where a company has not said otherwise. */
export const DEFAULT_PROMISE_RULE: PromiseRule = { graceDays: 2, quickDays: 7 }

export const DEFAULT_PLAN_RULE: PlanRule = {
  graceDays: 3,
  brokenAfter: 2,
  brokenThen: 'scenario',
  seenCountsDays: 10,
}

export const DEFAULT_VALIDATION_RULE: ValidationRule = {
  levels: [
    { upToMinor: 100_000, asked: [{ type: 'department', id: 'department.salesAdministration' }] },
    { upToMinor: null, asked: [{ type: 'role', id: 'creditManager' }] },
  ],
  dueDays: 3,
  remindDays: 2,
  escalateAfter: 2,
  escalateTo: [{ type: 'role', id: 'creditManager' }],
}

function caseKind(
  kind: FollowUpKind,
  en: string,
  fr: string,
  stages: Stage[],
  closesWhenSettled = false,
): CaseKind {
  const data = { kind, name: { en, fr }, active: true, stages, closesWhenSettled }
  return { id: `caseKind.${kind}`, kind: 'caseKind', data, removed: false, version: 0 }
}

function stage(key: string, en: string, fr: string, days: number | null, asksComment = false): Stage {
  return { key, name: { en, fr }, active: true, days, asksComment }
}

/** The row of each kind, with the stages it comes with. */
export const DEFAULT_CASE_KINDS: Record<FollowUpKind, CaseKind> = {
  dispute: caseKind('dispute', 'Dispute', 'Litige', [
    stage('recorded', 'Recorded', 'Enregistré', 2),
    stage('withDepartment', 'With the department', 'Au service concerné', 5),
    stage('decided', 'Decided', 'Décidé', 3),
    stage('answered', 'Customer answered', 'Client informé', 7),
  ]),
  instalmentPlan: caseKind('instalmentPlan', 'Instalment plan', 'Échéancier', [], true),
  litigation: caseKind('litigation', 'Litigation', 'Contentieux', [
    stage('formalNotice', 'Formal notice', 'Mise en demeure', 15),
    stage('lawyer', 'Lawyer', 'Avocat', 30, true),
    stage('summons', 'Summons', 'Assignation', 45),
    stage('judgment', 'Judgment', 'Jugement', 60),
    stage('enforcement', 'Enforcement', 'Exécution', 30),
  ]),
  validation: caseKind('validation', 'Validation', 'Validation', [], true),
  creditNoteRequest: caseKind('creditNoteRequest', 'Credit note request', 'Demande d’avoir', []),
  publicReceivable: caseKind('publicReceivable', 'Public receivable', 'Créance publique', []),
  other: caseKind('other', 'Other', 'Autre', []),
}
