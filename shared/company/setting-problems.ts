import { customColumnProblems } from '../imports/custom-columns.ts'
import { peopleAsked } from '../validations/who-is-asked.ts'
import type { Asked } from '../validations/validation.ts'
import {
  messageTemplateProblems,
  scenarioProblems,
  scenarioRuleProblems,
} from '../dunning/scenario-problems.ts'
import { statusProblems } from '../statuses/status-problems.ts'
import { templateProblems } from '../templates/template-problems.ts'
import type { Company } from './company.ts'
import { type SettingProblem, at, nameProblems, usedProblems } from './setting-problem.ts'
import type { CaseKind, Department, ExchangeRate, Setting, SettingOf } from './settings.ts'

/**
 * What the rules rest on and a saved row must leave in place: how each kind of follow-up is run, stages cases are in,
 * departments people work in, levels that somebody can answer. The rule refuses with the first.
 */
export function settingProblem(setting: Setting, company: Company): SettingProblem | null {
  return ruleProblems(setting, company)[0] ?? null
}

/** All that a saved row must not be, as `settingProblem`. */
export function ruleProblems(setting: Setting, company: Company): SettingProblem[] {
  switch (setting.kind) {
    case 'caseKind':
      return caseKindProblems(setting, company)
    case 'department':
      return [...nameProblems('data.name', setting.data.name), ...departmentProblems(setting, company)]
    case 'reason':
      return [
        ...nameProblems('data.name', setting.data.name),
        ...(isGone(setting) && setting.id === company.reasonNotKnownId
          ? [at('data.active', 'reasonNotKnown')]
          : []),
        ...retiredOnly(setting, company),
        ...usedProblems(
          setting,
          company.statuses.filter(({ data }) => data.active && data.presetReasonId === setting.id),
        ),
      ]
    case 'rootCause':
    case 'resolution':
      return [...nameProblems('data.name', setting.data.name), ...retiredOnly(setting, company)]
    case 'status':
      return [
        ...(isGone(setting) && setting.id === company.disputeResolvedId
          ? [at('data.active', 'disputeResolved')]
          : []),
        ...statusProblems(setting, company),
      ]
    case 'template':
      return [...templateProblems(setting, company), ...retiredOnly(setting, company)]
    case 'scenario':
      return scenarioProblems(setting, company)
    case 'messageTemplate':
      return messageTemplateProblems(setting, company)
    case 'scenarioRule':
      return scenarioRuleProblems(setting, company)
    case 'promiseRule':
    case 'planRule':
    case 'documentRule':
    case 'assignmentRule':
      return onlyOne(setting)
    case 'validationRule':
      return [...onlyOne(setting), ...levelsProblems(setting, company)]
    case 'exchangeRate':
      return rateProblems(setting, company)
    case 'mapping':
      return mappingProblems(setting)
    case 'company':
      return []
  }
}

function isGone({ removed, data }: { removed: boolean; data: { active: boolean } }): boolean {
  return removed || !data.active
}

/** Cases, items and histories may name it, which is not known here. */
function retiredOnly({ id, removed }: Setting, company: Company): SettingProblem[] {
  return removed && company.settings.has(id) ? [at('removed', 'retiredOnly')] : []
}

function caseKindProblems({ id, data, removed }: CaseKind, company: Company): SettingProblem[] {
  const problems = nameProblems('data.name', data.name)
  if (removed) problems.push(at('removed', 'kindRemoved'))
  if (id !== `caseKind.${data.kind}`) problems.push(at('id', 'kindId'))
  const keys = data.stages.map(({ key }) => key)
  for (const [place, { key, name }] of data.stages.entries()) {
    if (keys.indexOf(key) !== place) problems.push(at(`data.stages.${place}.key`, 'stageTwice'))
    problems.push(...nameProblems(`data.stages.${place}.name`, name))
  }
  const isAnyGone = company.caseKinds[data.kind].data.stages.some(({ key }) => !keys.includes(key))
  if (isAnyGone) problems.push(at('data.stages', 'stageGone'))
  return problems
}

function departmentProblems({ id, removed }: Department, company: Company): SettingProblem[] {
  if (!removed) return []
  const isSomebodyIn = [...company.people.values()].some(
    ({ departmentId, active }) => active && departmentId === id,
  )
  if (isSomebodyIn) return [at('removed', 'peopleInIt')]
  const { levels, escalateTo } = company.validationRule
  const isAsked = [...levels.flatMap(({ asked }) => asked), ...escalateTo].some(
    (asked) => asked.type === 'department' && asked.id === id,
  )
  return isAsked ? [at('removed', 'askedInRules')] : []
}

function onlyOne({
  id,
  kind,
  removed,
}: SettingOf<
  'promiseRule' | 'planRule' | 'validationRule' | 'documentRule' | 'assignmentRule'
>): SettingProblem[] {
  if (removed) return [at('removed', 'ruleRemoved')]
  return id === kind ? [] : [at('id', 'ruleId')]
}

function levelsProblems({ data }: SettingOf<'validationRule'>, company: Company): SettingProblem[] {
  const problems: SettingProblem[] = []
  let below = 0
  for (const [place, { upToMinor, asked }] of data.levels.entries()) {
    const isLast = place === data.levels.length - 1
    const limit = `data.levels.${place}.upToMinor`
    if (isLast !== (upToMinor === null)) problems.push(at(limit, 'lastHasNoLimit'))
    else if (upToMinor !== null && upToMinor <= below) problems.push(at(limit, 'notAscending'))
    below = upToMinor ?? below
    problems.push(...unanswerable(`data.levels.${place}.asked`, asked, company))
  }
  return [...problems, ...unanswerable('data.escalateTo', data.escalateTo, company)]
}

/** A person who has left, or a department there is not. Empty departments and roles fill again. */
function unanswerable(field: string, asked: readonly Asked[], company: Company): SettingProblem[] {
  return asked.flatMap((one, place) =>
    mayAnswer(one, company) ? [] : [at(`${field}.${place}`, 'nobodyThere')],
  )
}

function mayAnswer(one: Asked, company: Company): boolean {
  switch (one.type) {
    case 'person':
      return peopleAsked([one], '', company).length > 0
    case 'department':
      return company.departments.some(({ id }) => id === one.id)
    case 'role':
      return one.id !== 'guest'
  }
}

function mappingProblems({ data, removed }: SettingOf<'mapping'>): SettingProblem[] {
  if (removed) return []
  return customColumnProblems(data.custom ?? []).map(({ place, because }) =>
    at(`data.custom.${place}.name`, CUSTOM_PROBLEM[because]),
  )
}

const CUSTOM_PROBLEM = {
  nameless: 'fieldNameless',
  reserved: 'fieldReserved',
  twice: 'fieldTwice',
} as const

function rateProblems({ data, removed }: ExchangeRate, company: Company): SettingProblem[] {
  if (removed) return []
  return [
    ...(data.from === company.currency ? [at('data.from', 'ownCurrency')] : []),
    ...(/^[0.]*$/.test(data.rate) ? [at('data.rate', 'noRate')] : []),
  ]
}
