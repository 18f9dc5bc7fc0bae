import type { KindName } from '#shared/journal/kinds.ts'
import { anAbsence, someCriteria } from './company-rules.ts'
import { type Maker, aDay, anAction, oneOf, settingOf, someItems, someOf, subjectOf, words } from './desk.ts'

type RuleKind =
  | 'scenario.assigned'
  | 'suggestion.declined'
  | 'checklist.ticked'
  | 'person.changed'
  | 'person.criteriaSaved'
  | 'person.absent'

/** What people want of the rules of the company, beside its settings. */
export const RULE_WISHES: { [K in Extract<KindName, RuleKind>]: Maker<K> } = {
  'scenario.assigned': (desk) => {
    if (!desk.seen) return null
    const own = oneOf(desk, desk.company.scenarios)
    const scenarioId = desk.chance.isTrue(0.6) ? (own?.id ?? null) : null
    return { subject: subjectOf(desk.seen), data: { scenarioId } }
  },

  'suggestion.declined': (desk) => {
    const suggested = desk.seen?.file.items.filter((item) => item.suggested !== null) ?? []
    const items =
      suggested.length > 0 && !desk.chance.isTrue(0.1) ? someOf(desk, suggested, 2) : someItems(desk)
    if (!desk.seen || items.length === 0) return null
    return { subject: subjectOf(desk.seen), data: { itemIds: items.map(({ id }) => id) } }
  },

  'checklist.ticked': (desk) => {
    const action = anAction(desk, ({ checklist, closedOn }) => checklist.length > 0 && closedOn === null)
    if (!desk.seen || !action) return null
    const key = desk.chance.one(['1', '2'] as const)
    const done = action.checklist.find((check) => check.key === key)?.doneAt === null
    return {
      subject: subjectOf(desk.seen),
      data: { actionId: action.id, key, done: done !== desk.chance.isTrue(0.1) },
    }
  },

  'person.changed': (desk) => {
    const personId = oneOf(desk, [...desk.company.people.keys()])
    return personId === null
      ? null
      : { subject: { type: 'company' }, data: { personId, entity: words(desk) } }
  },

  'person.criteriaSaved': (desk) => {
    const personId = oneOf(desk, [...desk.company.people.keys()])
    const reasonId = settingOf(desk, 'reason')
    if (personId === null || !reasonId) return null
    if (desk.hasRules)
      return { subject: { type: 'company' }, data: { personId, criteria: someCriteria(desk) } }
    const criteria = [
      { key: 'a', conditions: [{ type: 'field' as const, field: 'reasonId' as const, is: [reasonId] }] },
    ]
    return { subject: { type: 'company' }, data: { personId, criteria } }
  },

  'person.absent': (desk) => {
    const [personId, substituteId] = [0, 1].map(() => oneOf(desk, [...desk.company.people.keys()]))
    if (!personId) return null
    if (desk.hasRules && desk.chance.isTrue(0.7))
      return { subject: { type: 'company' }, data: { personId, absence: anAbsence(desk) } }
    const absence = desk.chance.isTrue(0.7)
      ? { from: aDay(desk), to: aDay(desk), substituteId: substituteId ?? null }
      : null
    return { subject: { type: 'company' }, data: { personId, absence } }
  },
}
