import { peopleAsked } from '../validations/who-is-asked.ts'
import type { Asked } from '../validations/validation.ts'
import type { Company } from './company.ts'
import type { CaseKind, Department, Setting, SettingOf } from './settings.ts'

/** What is wrong with a setting, at the field that can mend it. */
export type SettingProblem = { field: string; detail: string }

/**
 * What the rules rest on and a saved row must leave in place: how each kind of follow-up is run, stages cases are in,
 * departments people work in, levels that somebody can answer. The screen says it at the field, the rule refuses it.
 */
export function settingProblem(setting: Setting, company: Company): SettingProblem | null {
  switch (setting.kind) {
    case 'caseKind':
      return caseKindProblem(setting, company)
    case 'department':
      return departmentProblem(setting, company)
    case 'promiseRule':
    case 'planRule':
      return onlyOne(setting)
    case 'validationRule':
      return onlyOne(setting) ?? levelsProblem(setting, company)
    default:
      return null
  }
}

function caseKindProblem({ id, data, removed }: CaseKind, company: Company): SettingProblem | null {
  if (removed) return at('removed', 'a kind is retired, never removed')
  if (id !== `caseKind.${data.kind}`) return at('id', 'each kind has one row')
  const keys = data.stages.map(({ key }) => key)
  const twice = keys.findIndex((key, place) => keys.indexOf(key) !== place)
  if (twice >= 0) return at(`data.stages.${twice}.key`, 'another stage has this key')
  const gone = company.caseKinds[data.kind].data.stages.find(({ key }) => !keys.includes(key))
  return gone ? at('data.stages', `the stage ${gone.key} is retired, never removed`) : null
}

function departmentProblem({ id, removed }: Department, company: Company): SettingProblem | null {
  if (!removed) return null
  const isSomebodyIn = [...company.people.values()].some(
    ({ departmentId, active }) => active && departmentId === id,
  )
  if (isSomebodyIn) return at('removed', 'somebody is in this department: it is retired, not removed')
  const { levels, escalateTo } = company.validationRule
  const isAsked = [...levels.flatMap(({ asked }) => asked), ...escalateTo].some(
    (asked) => asked.type === 'department' && asked.id === id,
  )
  return isAsked ? at('removed', 'validations ask this department: it is retired, not removed') : null
}

function onlyOne({
  id,
  kind,
  removed,
}: SettingOf<'promiseRule'> | SettingOf<'planRule'> | SettingOf<'validationRule'>): SettingProblem | null {
  if (removed) return at('removed', 'a rule is changed, never removed')
  return id === kind ? null : at('id', 'a company has one rule of each kind')
}

function levelsProblem({ data }: SettingOf<'validationRule'>, company: Company): SettingProblem | null {
  let below = 0
  for (const [place, { upToMinor, asked }] of data.levels.entries()) {
    const isLast = place === data.levels.length - 1
    const limit = `data.levels.${place}.upToMinor`
    if (isLast !== (upToMinor === null)) return at(limit, 'the last level alone has no limit')
    if (upToMinor !== null && upToMinor <= below)
      return at(limit, 'each level reaches further than the one before')
    below = upToMinor ?? below
    const left = unanswerable(asked, company)
    if (left >= 0) return at(`data.levels.${place}.asked.${left}`, 'nobody here could answer')
  }
  const left = unanswerable(data.escalateTo, company)
  return left < 0 ? null : at(`data.escalateTo.${left}`, 'nobody here could answer')
}

/** A person who has left, or a department there is not. Empty departments and roles fill again. */
function unanswerable(asked: readonly Asked[], company: Company): number {
  return asked.findIndex((one) => {
    switch (one.type) {
      case 'person':
        return peopleAsked([one], '', company).length === 0
      case 'department':
        return !company.departments.some(({ id }) => id === one.id)
      case 'role':
        return one.id === 'guest'
    }
  })
}

function at(field: string, detail: string): SettingProblem {
  return { field: `data.setting.${field}`, detail }
}
