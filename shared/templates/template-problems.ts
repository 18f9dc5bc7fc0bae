import { type SettingProblem, at, nameProblems, usedProblems } from '../company/setting-problem.ts'
import type { Company } from '../company/company.ts'
import type { Status, Template } from '../company/settings.ts'
import { NAME_VARIABLES } from './template.ts'
import { variablesIn } from './filled.ts'

/** What is wrong with a template, or that it cannot go because a status leads to it. */
export function templateProblems(template: Template, company: Company): SettingProblem[] {
  const { id, data } = template
  const problems = nameProblems('data.name', data.name)
  problems.push(...nameProblems('data.namePattern', data.namePattern))
  for (const [language, words] of Object.entries(data.namePattern))
    if (variablesIn(words).some((name) => !NAMES.has(name)))
      problems.push(at(`data.namePattern.${language}`, 'variableUnknown'))
  if ((data.type === 'followUp') !== (data.kind !== null))
    problems.push(at('data.kind', data.kind === null ? 'kindMissing' : 'kindOfOther'))
  problems.push(
    ...whoProblems('owner', data.owner, company),
    ...whoProblems('resolver', data.resolver, company),
  )
  problems.push(...stageProblems(data, company))
  for (const [place, words] of data.checklist.entries())
    problems.push(...nameProblems(`data.checklist.${place}`, words))
  problems.push(...usedProblems(template, statusesLeadingTo(id, company)))
  return problems
}

const NAMES: ReadonlySet<string> = new Set(NAME_VARIABLES)

function whoProblems(
  field: 'owner' | 'resolver',
  { by, personId }: { by: string; personId: string | null },
  company: Company,
): SettingProblem[] {
  if (by !== 'person') return []
  if (personId === null)
    return [at(`data.${field}.personId`, field === 'owner' ? 'ownerMissing' : 'resolverMissing')]
  return company.people.get(personId)?.active ? [] : [at(`data.${field}.personId`, 'personGone')]
}

function stageProblems({ kind, stageIds }: Template['data'], company: Company): SettingProblem[] {
  if (stageIds === null) return []
  const known = kind === null ? [] : company.caseKinds[kind].data.stages.map(({ key }) => key)
  const places = stageIds.map((key) => known.indexOf(key))
  if (places.includes(-1)) return [at('data.stageIds', 'stageUnknown')]
  const isInOrder = places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1))
  return isInOrder ? [] : [at('data.stageIds', 'stageOrder')]
}

function statusesLeadingTo(templateId: string, { statuses }: Company): Status[] {
  return statuses.filter(
    ({ data }) => data.active && data.action.mode !== 'none' && data.action.templateId === templateId,
  )
}
