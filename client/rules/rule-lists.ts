import { type Company, ofKind } from '#shared/company/company.ts'
import type { MessageTemplate, Scenario, ScenarioRule, Status, Template } from '#shared/company/settings.ts'

/** What makes cases come about, and what is sent between: each a list of settings of one kind. */
export const RULE_LISTS = ['statuses', 'templates', 'scenarios', 'texts'] as const
export type RuleList = (typeof RULE_LISTS)[number]

export type RuleRow = Status | Template | Scenario | MessageTemplate

export function asRuleList(name: string): RuleList | undefined {
  return RULE_LISTS.find((known) => known === name)
}

/** The rows of a list in their order, retired ones included. */
export function ruleRows(list: RuleList, { statuses, templates, messageTemplates, settings }: Company) {
  const rows: Record<RuleList, () => readonly RuleRow[]> = {
    statuses: () => statuses,
    templates: () => templates,
    scenarios: () =>
      ofKind(settings.values(), 'scenario').toSorted(
        (a, b) => Number(b.data.isDefault) - Number(a.data.isDefault),
      ),
    texts: () => messageTemplates,
  }
  return rows[list]()
}

const NEW = { removed: false, version: 0 }

export function newStatus(key: string, { statuses }: Company): Status {
  return {
    ...NEW,
    id: `status.${key}`,
    kind: 'status',
    data: {
      key,
      name: {},
      category: 'ongoing',
      active: true,
      defaultDays: 7,
      action: { mode: 'none', templateId: null },
      scenario: 'stays',
      presetReasonId: null,
      position: statuses.length + 1,
    },
  }
}

export function newTemplate(key: string, { templates }: Company): Template {
  return {
    ...NEW,
    id: `template.${key}`,
    kind: 'template',
    data: {
      key,
      name: {},
      type: 'followUp',
      kind: 'dispute',
      namePattern: { en: '{status}, {number}' },
      owner: { by: 'collector', personId: null },
      resolver: { by: 'nobody', personId: null },
      days: null,
      stageIds: null,
      checklist: [],
      closesByItself: false,
      active: true,
      position: templates.length + 1,
    },
  }
}

export function newScenario(key: string): Scenario {
  return {
    ...NEW,
    id: `scenario.${key}`,
    kind: 'scenario',
    data: { key, name: {}, steps: [], graceDays: 5, active: true, isDefault: false },
  }
}

/** Asks nothing yet, and gives nothing: what is missing is said when it is saved. */
export function newScenarioRule(key: string, { scenarioRules }: Company): ScenarioRule {
  return {
    ...NEW,
    id: `scenarioRule.${key}`,
    kind: 'scenarioRule',
    data: {
      scenarioId: '',
      conditions: [{ type: 'field', field: 'client.entity', is: [] }],
      active: true,
      position: scenarioRules.length + 1,
    },
  }
}

export function newText(key: string, { messageTemplates }: Company): MessageTemplate {
  return {
    ...NEW,
    id: `messageTemplate.${key}`,
    kind: 'messageTemplate',
    data: { name: {}, subject: {}, body: {}, active: true, position: messageTemplates.length + 1 },
  }
}
