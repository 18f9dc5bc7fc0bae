import { type SettingProblem, at, nameProblems } from '../company/setting-problem.ts'
import { type Company, findTemplate } from '../company/company.ts'
import type { Status } from '../company/settings.ts'
import { reenters } from './status-rule.ts'

/** What is wrong with a status: its name, a template there is not, or a case that would open again as it ends. */
export function statusProblems({ data }: Status, company: Company): SettingProblem[] {
  const { mode, templateId } = data.action
  const problems = nameProblems('data.name', data.name)
  if (mode === 'none') return problems
  if (templateId === null) return [...problems, at('data.action.templateId', 'templateMissing')]
  if (!findTemplate(company, templateId)?.data.active)
    problems.push(at('data.action.templateId', 'templateUnknown'))
  if (reenters(data)) problems.push(at('data.action.mode', 'statusCycle'))
  return problems
}
