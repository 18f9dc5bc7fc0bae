import type { FollowUpKind } from '#shared/actions/kinds.ts'
import type { Condition, Criterion } from '#shared/assignment/criteria.ts'
import { addDays } from '#shared/base/calendar-day.ts'
import { ofKind } from '#shared/company/company.ts'
import type { Setting } from '#shared/company/settings.ts'
import { STEP_MODES } from '#shared/dunning/scenario.ts'
import { type Desk, aDay, oneOf, settingOf, somebody } from './desk.ts'

/** What an administrator sets of the rules by which a company works: any of them, while everybody is at work by them. */

export function aRule(desk: Desk): Setting | null {
  return desk.chance.one([aStatusRule, aStatusRule, aTemplate, aScenario, aScenarioRule, anAssignmentRule])(
    desk,
  )
}

function aStatusRule(desk: Desk): Setting | null {
  const status = oneOf(desk, desk.company.statuses)
  const template = oneOf(desk, [...ofKind(desk.company.settings.values(), 'template')])
  if (!status) return null
  const mode = desk.chance.one(['none', 'suggest', 'create', 'create'] as const)
  const action = { mode, templateId: mode === 'none' ? null : (template?.id ?? null) }
  const scenario = desk.chance.one(['stays', 'stays', 'leaves', 'reenters'] as const)
  return { ...status, data: { ...status.data, action, scenario } }
}

function aTemplate(desk: Desk): Setting | null {
  const template = oneOf(desk, [...ofKind(desk.company.settings.values(), 'template')])
  if (!template) return null
  const ownerBy = desk.chance.one(['opener', 'collector', 'person'] as const)
  const resolverBy = desk.chance.one(['nobody', 'person', 'assignment', 'assignment'] as const)
  return {
    ...template,
    data: {
      ...template.data,
      owner: { by: ownerBy, personId: ownerBy === 'person' ? somebody(desk) : null },
      resolver: { by: resolverBy, personId: resolverBy === 'person' ? somebody(desk) : null },
      days: desk.chance.isTrue(0.5) ? desk.chance.whole(0, 20) : null,
      closesByItself: desk.chance.isTrue(0.5),
      active: desk.chance.isTrue(0.9),
    },
  }
}

function aScenario(desk: Desk): Setting | null {
  const scenario = oneOf(desk, desk.company.scenarios)
  if (!scenario) return null
  const { steps } = scenario.data
  const mode = desk.chance.one(STEP_MODES)
  const at = desk.chance.whole(0, Math.max(0, steps.length - 1))
  return {
    ...scenario,
    data: {
      ...scenario.data,
      graceDays: desk.chance.whole(0, 10),
      steps: steps.map((step, place) => (place === at ? { ...step, mode } : step)),
    },
  }
}

function aScenarioRule(desk: Desk): Setting | null {
  const rule = oneOf(desk, [...ofKind(desk.company.settings.values(), 'scenarioRule')])
  const scenario = oneOf(desk, desk.company.scenarios)
  if (!rule || !scenario) return null
  return {
    ...rule,
    data: {
      ...rule.data,
      scenarioId: scenario.id,
      conditions: [
        { type: 'field', field: 'client.number', is: [desk.chance.one(['Brot', 'Fisch', 'Kaf*'] as const)] },
      ],
      active: desk.chance.isTrue(0.8),
    },
  }
}

function anAssignmentRule(desk: Desk): Setting {
  const active = desk.chance.isTrue(0.7)
  return { id: 'assignmentRule', kind: 'assignmentRule', data: { active }, removed: false, version: 0 }
}

/** Criteria that tie with others’, ask more than others’, or are nobody’s any more. */
export function someCriteria(desk: Desk): Criterion[] {
  return Array.from({ length: desk.chance.whole(0, 2) }, (_, at) => ({
    key: `c${at}`,
    conditions: Array.from({ length: desk.chance.whole(1, 3) }, () => aCondition(desk)),
  }))
}

function aCondition(desk: Desk): Condition {
  const field = (name: 'client.number' | 'reasonId' | 'statusId' | 'client.collectorId', is: string) => ({
    type: 'field' as const,
    field: name,
    is: [is],
  })
  return desk.chance.one<() => Condition>([
    () => field('client.number', desk.chance.one(['Brot', 'Fisch', 'Kaffee', '*'] as const)),
    () => field('reasonId', settingOf(desk, 'reason') ?? 'reason.price'),
    () => field('statusId', settingOf(desk, 'status') ?? 'status.dispute'),
    () => field('client.collectorId', desk.chance.one(['ana', 'ben'] as const)),
    () => ({ type: 'amount', fromMinor: desk.chance.whole(0, 8_000), toMinor: null }),
  ])()
}

/** Mostly a status that opens something by itself, where there is one. */
export function aStatusThatOpens(desk: Desk): string | null {
  if (!desk.hasRules || !desk.chance.isTrue(0.6)) return null
  const opening = desk.company.statuses.filter(({ data }) => data.action.mode === 'create')
  return oneOf(desk, opening)?.id ?? null
}

export function aTemplateFor(desk: Desk, kind: FollowUpKind | null): string | null {
  const fitting = [...ofKind(desk.company.settings.values(), 'template')].filter(
    ({ data }) => data.kind === kind && data.active,
  )
  return desk.chance.isTrue(0.6) ? (oneOf(desk, fitting)?.id ?? null) : null
}

/** Around now, so that somebody is away while others work. */
export function anAbsence(desk: Desk): { from: string; to: string; substituteId: string | null } {
  const from = addDays(desk.today, -desk.chance.whole(0, 2))
  return {
    from,
    to: desk.chance.isTrue(0.8) ? addDays(desk.today, desk.chance.whole(0, 9)) : aDay(desk),
    substituteId: desk.chance.isTrue(0.8) ? somebody(desk) : null,
  }
}
