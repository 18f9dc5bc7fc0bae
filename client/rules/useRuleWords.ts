import { findTemplate } from '#shared/company/company.ts'
import type { Scenario, Status, Template } from '#shared/company/settings.ts'
import type { ScenarioStep } from '#shared/dunning/scenario.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { type Hue, hueOfAction, hueOfStatus } from '../ui/hue.ts'
import type { RuleRow } from './rule-lists.ts'

/** What a rule does, in one line. */
export function useRuleWords() {
  const { t } = useWords()
  const { company } = useCompany()
  const { inWords, whatName, personName } = useNames()

  function lineOf(row: RuleRow): string {
    const parts = row.data.active ? [] : [t('settings.retired')]
    switch (row.kind) {
      case 'status':
        return [...parts, ...statusParts(row)].join(' · ')
      case 'template':
        return [...parts, ...templateParts(row)].join(' · ')
      case 'scenario':
        return [...parts, ...scenarioParts(row)].join(' · ')
      case 'messageTemplate':
        return [...parts, inWords(row.data.subject)].join(' · ')
    }
  }

  function statusParts({ data }: Status): string[] {
    const template = findTemplate(company.value, data.action.templateId)
    const { mode } = data.action
    const follows =
      mode === 'none' || !template
        ? t('rules.statuses.opensNothing')
        : t(`rules.statuses.line.${mode}`, { name: inWords(template.data.name) })
    const stays = data.scenario === 'stays' ? [] : [t(`rules.statuses.scenarioShort.${data.scenario}`)]
    return [t(`rules.category.${data.category}`), follows, ...stays]
  }

  function templateParts({ data }: Template): string[] {
    const who =
      data.owner.by === 'person'
        ? personName(data.owner.personId)
        : t(`rules.templates.owner.${data.owner.by}`)
    const checks = data.checklist.length
    return [
      whatName(data),
      who,
      ...(checks ? [t('rules.templates.checks', { n: checks })] : []),
      ...(data.closesByItself ? [t('settings.kinds.closes')] : []),
    ]
  }

  function scenarioParts({ data }: Scenario): string[] {
    return [
      ...(data.isDefault ? [t('rules.scenarios.default')] : []),
      data.steps.length ? t('rules.scenarios.steps', { n: data.steps.length }) : t('rules.scenarios.noSteps'),
    ]
  }

  function hueOf(row: RuleRow): Hue | undefined {
    if (row.kind === 'status') return hueOfStatus(row.data)
    if (row.kind === 'template') return hueOfAction(row.data.type, row.data.kind)
    return undefined
  }

  /** “15 days after the due date · call · by hand”. */
  function stepLine({ days, from, type, mode }: ScenarioStep): string {
    const n = Number.isNaN(days) ? 0 : days
    const when =
      from === 'lastStep'
        ? t('rules.step.afterStep', { n })
        : n < 0
          ? t('rules.step.beforeDue', { n: -n })
          : t('rules.step.afterDue', { n })
    return [when, t(`followUps.type.${type}`), t(`rules.step.mode.${mode}`)].join(' · ')
  }
  return { lineOf, hueOf, stepLine }
}
