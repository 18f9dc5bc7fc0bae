import * as z from 'zod/mini'
import { peopleAsked } from '../validations/who-is-asked.ts'
import type { Asked } from '../validations/validation.ts'
import type { Company } from './company.ts'
import { type CaseKind, type Department, type ExchangeRate, type Setting, settingSchema } from './settings.ts'
import type { SettingOf } from './settings.ts'
import type { Words } from './words.ts'

/** Why a setting cannot be saved, with what the journal says of it; screens have words of their own. */
const BECAUSE = {
  unfit: 'does not fit',
  notWhole: 'a whole number',
  tooSmall: 'less than the least there is',
  tooBig: 'more than the most there is',
  empty: 'at least one',
  tooMany: 'more than there may be',
  noName: 'a name in English, and none that is blank',
  stageTwice: 'another stage has this key',
  stageGone: 'a stage is retired, never removed',
  kindRemoved: 'a kind is retired, never removed',
  kindId: 'each kind has one row',
  peopleInIt: 'somebody is in this department: it is retired, not removed',
  askedInRules: 'validations ask this department: it is retired, not removed',
  ruleRemoved: 'a rule is changed, never removed',
  ruleId: 'a company has one rule of each kind',
  lastHasNoLimit: 'the last level alone has no limit',
  notAscending: 'each level reaches further than the one before',
  nobodyThere: 'nobody here could answer',
  reasonNotKnown: 'a dispute without a known reason needs this one',
  disputeResolved: 'a dispute that ends needs this status',
  ownCurrency: 'the currency of the company has no rate',
  noRate: 'a rate is more than nothing',
} as const
export type SettingProblemName = keyof typeof BECAUSE

/** What is wrong with a setting, at the field that can mend it. */
export type SettingProblem = {
  field: string
  because: SettingProblemName
  detail: string
  /** The number that is the least or the most there is. */
  limit: number | null
}

/**
 * What the rules rest on and a saved row must leave in place: how each kind of follow-up is run, stages cases are in,
 * departments people work in, levels that somebody can answer. The rule refuses with the first.
 */
export function settingProblem(setting: Setting, company: Company): SettingProblem | null {
  return ruleProblems(setting, company)[0] ?? null
}

/** All that is wrong with what somebody is filling in, what the schema says of it included: a screen says each at its field. */
export function settingProblems(setting: Setting, company: Company): SettingProblem[] {
  const read = z.safeParse(settingSchema, setting)
  return [...(read.success ? [] : read.error.issues.map(ofSchema)), ...ruleProblems(setting, company)]
}

function ofSchema(issue: z.core.$ZodIssue): SettingProblem {
  const field = issue.path.join('.')
  switch (issue.code) {
    case 'invalid_type':
      return at(field, issue.expected === 'int' || issue.expected === 'number' ? 'notWhole' : 'unfit')
    case 'too_small':
      return issue.origin === 'array' ? at(field, 'empty') : at(field, 'tooSmall', Number(issue.minimum))
    case 'too_big':
      return issue.origin === 'array' ? at(field, 'tooMany') : at(field, 'tooBig', Number(issue.maximum))
    default:
      return at(field, 'unfit')
  }
}

function ruleProblems(setting: Setting, company: Company): SettingProblem[] {
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
      ]
    case 'rootCause':
    case 'resolution':
      return nameProblems('data.name', setting.data.name)
    case 'status':
      return isGone(setting) && setting.id === company.disputeResolvedId
        ? [at('data.active', 'disputeResolved')]
        : []
    case 'promiseRule':
    case 'planRule':
      return onlyOne(setting)
    case 'validationRule':
      return [...onlyOne(setting), ...levelsProblems(setting, company)]
    case 'exchangeRate':
      return rateProblems(setting, company)
    case 'company':
    case 'scenario':
    case 'mapping':
      return []
  }
}

function isGone({ removed, data }: { removed: boolean; data: { active: boolean } }): boolean {
  return removed || !data.active
}

/** English is what is shown where a language has no name. */
function nameProblems(field: string, name: Words): SettingProblem[] {
  return Object.entries({ en: '', ...name }).flatMap(([language, text]) =>
    text.trim() === '' ? [at(`${field}.${language}`, 'noName')] : [],
  )
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
}: SettingOf<'promiseRule'> | SettingOf<'planRule'> | SettingOf<'validationRule'>): SettingProblem[] {
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

function rateProblems({ data, removed }: ExchangeRate, company: Company): SettingProblem[] {
  if (removed) return []
  return [
    ...(data.from === company.currency ? [at('data.from', 'ownCurrency')] : []),
    ...(/^[0.]*$/.test(data.rate) ? [at('data.rate', 'noRate')] : []),
  ]
}

function at(field: string, because: SettingProblemName, limit: number | null = null): SettingProblem {
  return { field: `data.setting.${field}`, because, detail: BECAUSE[because], limit }
}
