import { computed } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { KIND_NAMES } from '#shared/actions/kinds.ts'
import { currentRates } from '#shared/company/current-rates.ts'
import { useNames } from '../items/useNames.ts'
import { useCompany } from '../replica/useCompany.ts'
import { useWords } from '../shell/i18n/useWords.ts'
import { RULE_LISTS, ruleRows } from '../rules/rule-lists.ts'
import type { Hue } from '../ui/hue.ts'
import { hueOfKind } from '../ui/hue.ts'
import { LISTS, rowsOf } from './setting-lists.ts'
import { useRateText } from './useRateText.ts'
import { usePendingSettings } from './useSavedSettings.ts'

type Line = {
  key: string
  to: RouteLocationRaw
  title: string
  text: string
  pending: boolean
  hue?: Hue
  dimmed?: boolean
}

/** What a company has set, one line each, in the words of now. */
export function useSettingLines() {
  const { t } = useWords()
  const { company, today } = useCompany()
  const { inWords } = useNames()
  const { decimalText } = useRateText()
  const pending = usePendingSettings()

  const kinds = computed<Line[]>(() =>
    KIND_NAMES.map((kind) => {
      const { id, data } = company.value.caseKinds[kind]
      const n = data.stages.filter(({ active }) => active).length
      const parts = [n ? t('settings.kinds.stages', { n }) : t('settings.kinds.noStages')]
      if (data.closesWhenSettled) parts.push(t('settings.kinds.closes'))
      if (!data.active) parts.unshift(t('settings.retired'))
      return {
        key: kind,
        to: { name: 'settingsKind', params: { kind } },
        title: inWords(data.name),
        text: parts.join(' · '),
        pending: pending.value.has(id),
        hue: hueOfKind[kind],
        dimmed: !data.active,
      }
    }),
  )

  const made = computed<Line[]>(() =>
    RULE_LISTS.map((list) => {
      const rows = ruleRows(list, company.value)
      const n = rows.filter(({ data }) => data.active).length
      const retired = rows.length - n
      const parts = [t('settings.lists.inUse', { n })]
      if (retired) parts.push(t('settings.lists.andRetired', { n: retired }))
      return {
        key: list,
        to: { name: 'settingsRules', params: { list } },
        title: t(`rules.${list}.title`),
        text: parts.join(' · '),
        pending: rows.some(({ id }) => pending.value.has(id)),
      }
    }),
  )

  const scenarioRules = computed<Line>(() => {
    const { scenarioRules: rows, defaultScenario } = company.value
    const n = rows.filter(({ data }) => data.active).length
    const name = defaultScenario ? inWords(defaultScenario.data.name) : null
    return {
      key: 'scenario-rules',
      to: { name: 'settingsScenarioRules' },
      title: t('rules.scenarioRules.title'),
      text: [
        n ? t('rules.scenarioRules.line', { n }) : t('rules.scenarioRules.none'),
        ...(name === null ? [] : [t('rules.scenarioRules.lineElse', { name })]),
      ].join(' · '),
      pending: rows.some(({ id }) => pending.value.has(id)),
    }
  })

  const assignment = computed<Line>(() => {
    const people = [...company.value.people.values()]
    const n = people.filter(({ active, criteria }) => active && criteria.length > 0).length
    return {
      key: 'assignment',
      to: { name: 'settingsAssignment' },
      title: t('assignment.title'),
      text: company.value.assignmentRule.active ? t('assignment.lineOn', { n }) : t('assignment.lineOff'),
      pending: pending.value.has('assignmentRule'),
    }
  })

  const lists = computed<Line[]>(() =>
    LISTS.map((list) => {
      const rows = rowsOf(list, company.value)
      const n = rows.filter(({ data }) => data.active).length
      const retired = rows.length - n
      const parts = [t('settings.lists.inUse', { n })]
      if (retired) parts.push(t('settings.lists.andRetired', { n: retired }))
      return {
        key: list,
        to: { name: 'settingsList', params: { list } },
        title: t(`settings.lists.${list}`),
        text: parts.join(' · '),
        pending: rows.some(({ id }) => pending.value.has(id)),
      }
    }),
  )

  const rules = computed<Line[]>(() => {
    const { promiseRule, planRule, validationRule, documentRule } = company.value
    return [
      {
        key: 'promises',
        to: { name: 'settingsPromises' },
        title: t('settings.promises.title'),
        text: t('settings.promises.line', { n: promiseRule.graceDays }),
        pending: pending.value.has('promiseRule'),
      },
      {
        key: 'plans',
        to: { name: 'settingsPlans' },
        title: t('settings.plans.title'),
        text: [
          t('settings.plans.late', { n: planRule.graceDays }),
          t('settings.plans.broken', { n: planRule.brokenAfter }),
        ].join(', '),
        pending: pending.value.has('planRule'),
      },
      {
        key: 'validations',
        to: { name: 'settingsValidations' },
        title: t('settings.validations.title'),
        text: [
          t('settings.validations.line', { n: validationRule.levels.length }),
          t('settings.validations.lineDue', { n: validationRule.dueDays }),
        ].join(' · '),
        pending: pending.value.has('validationRule'),
      },
      {
        key: 'documents',
        to: { name: 'settingsDocuments' },
        title: t('settings.documents.title'),
        text: [
          t('settings.documents.line', { n: documentRule.longSidePx }),
          ...(documentRule.keepsOriginal ? [t('settings.documents.lineOriginal')] : []),
        ].join(' · '),
        pending: pending.value.has('documentRule'),
      },
      {
        key: 'rates',
        to: { name: 'settingsRates' },
        title: t('settings.rates.title'),
        text:
          currentRates(company.value, today.value)
            .map(({ data }) => `${data.from} ${decimalText(data.rate)}`)
            .join(' · ') || t('settings.rates.none'),
        pending: company.value.exchangeRates.some(({ id }) => pending.value.has(id)),
      },
      {
        key: 'history',
        to: { name: 'settingsHistory' },
        title: t('settings.history.title'),
        text: t('settings.history.line'),
        pending: false,
      },
    ]
  })

  return computed(() => [
    { key: 'made', title: t('rules.title'), lines: [...made.value, scenarioRules.value, assignment.value] },
    { key: 'kinds', title: t('settings.kinds.title'), lines: kinds.value },
    { key: 'lists', title: t('settings.lists.title'), lines: lists.value },
    { key: 'rules', title: t('settings.rules.title'), lines: rules.value },
  ])
}
