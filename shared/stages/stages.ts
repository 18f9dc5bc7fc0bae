import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { Action } from '../actions/action.ts'
import { type Company, findTemplate } from '../company/company.ts'
import type { Stage } from '../company/case-rules.ts'

/**
 * The stages that a case may be moved to, in their order: those of its kind, or the part of them that the template it was
 * opened by has. None for what is not a follow-up. A case that is of another kind meanwhile has that kind's.
 */
export function stagesOf(action: Pick<Action, 'kind' | 'templateId'>, company: Company): Stage[] {
  return action.kind === null
    ? []
    : company.caseKinds[action.kind].data.stages.filter((stage) => isAhead(stage, action, company))
}

function isAhead(
  { active, key }: Stage,
  { kind, templateId }: Pick<Action, 'kind' | 'templateId'>,
  company: Company,
): boolean {
  const template = findTemplate(company, templateId)?.data
  const own = template?.kind === kind ? template?.stageIds : null
  return active && (own?.includes(key) ?? true)
}

/** The stage a case is in, retired ones included; null for none, or one of a kind it no longer is. */
export function stageOf({ kind, stageId }: Pick<Action, 'kind' | 'stageId'>, company: Company): Stage | null {
  if (kind === null || stageId === null) return null
  return company.caseKinds[kind].data.stages.find(({ key }) => key === stageId) ?? null
}

/** The stage one tap moves a case to: the one after its own, the first where it is in none; null at the end. */
export function nextStage(
  action: Pick<Action, 'kind' | 'stageId' | 'templateId'>,
  company: Company,
): Stage | null {
  if (action.kind === null) return null
  const all = company.caseKinds[action.kind].data.stages
  const at = all.findIndex(({ key }) => key === action.stageId)
  return all.slice(at + 1).find((stage) => isAhead(stage, action, company)) ?? null
}

/** What moving to a stage asks for: whether a comment is needed first, and the next date it proposes, if any. */
export function askedByStage(
  stage: Stage,
  today: CalendarDay,
): { comment: boolean; dueOn: CalendarDay | null } {
  return { comment: stage.asksComment, dueOn: stage.days === null ? null : addDays(today, stage.days) }
}
