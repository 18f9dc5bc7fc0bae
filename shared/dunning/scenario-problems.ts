import { conditionProblems } from '../assignment/criteria-problems.ts'
import { askTheSame } from '../assignment/same-ground.ts'
import { type SettingProblem, at, nameProblems, usedProblems } from '../company/setting-problem.ts'
import type { Company } from '../company/company.ts'
import type { MessageTemplate, Scenario, ScenarioRule } from '../company/settings.ts'
import { variablesIn } from '../templates/filled.ts'
import { DEFAULT_MESSAGES } from './default-messages.ts'
import { MESSAGE_VARIABLES } from './message.ts'
import type { ScenarioStep } from './scenario.ts'

/** What is wrong with a scenario: steps out of order, steps that never come or come for ever, and what is missing in one. */
export function scenarioProblems({ id, data, removed }: Scenario, company: Company): SettingProblem[] {
  const problems = nameProblems('data.name', data.name)
  const keys = data.steps.map(({ key }) => key)
  let reached: number | null = null
  for (const [place, step] of data.steps.entries()) {
    const field = `data.steps.${place}`
    if (keys.indexOf(step.key) !== place) problems.push(at(`${field}.key`, 'stepTwice'))
    problems.push(...orderProblems(field, step, reached), ...stepProblems(field, step, company))
    reached = step.from === 'lastStep' ? (reached ?? 0) + step.days : step.days
  }
  const isGone = removed || !data.active
  if (isGone && data.isDefault) problems.push(at(removed ? 'removed' : 'data.active', 'defaultNeeded'))
  const rules = company.scenarioRules.filter((rule) => rule.data.active && rule.data.scenarioId === id)
  if (isGone && rules.length > 0)
    problems.push(at(removed ? 'removed' : 'data.active', 'rulesLeadToIt', rules.length))
  // Which clients somebody has given it to is not known here.
  if (removed && company.settings.has(id)) problems.push(at('removed', 'retiredOnly'))
  return problems
}

/** `reached`: days after the due date on which the step before comes, if nothing holds it up; null for the first. */
function orderProblems(field: string, step: ScenarioStep, reached: number | null): SettingProblem[] {
  if (step.from === 'lastStep') {
    if (reached === null) return [at(`${field}.from`, 'firstAfterStep')]
    return step.days < 1 ? [at(`${field}.days`, 'stepLoop')] : []
  }
  return reached !== null && step.days <= reached ? [at(`${field}.days`, 'beforePredecessor')] : []
}

function stepProblems(field: string, step: ScenarioStep, company: Company): SettingProblem[] {
  const problems = nameProblems(`${field}.name`, step.name)
  const { type, mode, messageTemplateId, weekdays, hours } = step
  const message = messageTemplateId === null ? undefined : company.settings.get(messageTemplateId)
  if (messageTemplateId === null && mode !== 'manual' && type !== 'call')
    problems.push(at(`${field}.messageTemplateId`, 'messageMissing'))
  if (messageTemplateId !== null && !(message?.kind === 'messageTemplate' && message.data.active))
    problems.push(at(`${field}.messageTemplateId`, 'messageUnknown'))
  if (weekdays.length === 0) problems.push(at(`${field}.weekdays`, 'noWeekday'))
  if (hours.from >= hours.to) problems.push(at(`${field}.hours`, 'hoursReversed'))
  return problems
}

/** What is wrong with a text: a name it lacks, a variable nobody fills in, or a step that still prepares it. */
export function messageTemplateProblems(text: MessageTemplate, { scenarios }: Company): SettingProblem[] {
  const { id, data, removed } = text
  const problems = nameProblems('data.name', data.name)
  for (const field of ['subject', 'body'] as const) {
    problems.push(...nameProblems(`data.${field}`, data[field]))
    for (const [language, words] of Object.entries(data[field]))
      if (variablesIn(words).some((name) => !NAMES.has(name)))
        problems.push(at(`data.${field}.${language}`, 'variableUnknown'))
  }
  const preparing = scenarios.filter((scenario) =>
    scenario.data.steps.some(({ messageTemplateId }) => messageTemplateId === id),
  )
  problems.push(...usedProblems(text, preparing))
  if (removed && DEFAULT_MESSAGES.some((one) => one.id === id)) problems.push(at('removed', 'ruleRemoved'))
  return problems
}

const NAMES: ReadonlySet<string> = new Set(MESSAGE_VARIABLES)

/** What is wrong with a rule that gives clients a scenario. Two that ask the same tie: the second would never be heard. */
export function scenarioRuleProblems(
  { id, data, removed }: ScenarioRule,
  company: Company,
): SettingProblem[] {
  if (removed) return []
  const scenario = company.settings.get(data.scenarioId)
  const isThere = scenario?.kind === 'scenario' && scenario.data.active
  const isTied = company.scenarioRules.some(
    (other) => other.id !== id && other.data.active && askTheSame(other.data.conditions, data.conditions),
  )
  return [
    ...(isThere ? [] : [at('data.scenarioId', 'scenarioUnknown')]),
    ...conditionProblems('data.conditions', data.conditions, company, 'client'),
    ...(data.active && isTied ? [at('data.conditions', 'tiesWith')] : []),
  ]
}
