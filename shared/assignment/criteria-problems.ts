import { type SettingProblem, at } from '../company/setting-problem.ts'
import type { Company } from '../company/company.ts'
import type { Person } from '../people/person.ts'
import { mayResolve } from './assign.ts'
import type { Condition, Criterion } from './criteria.ts'
import { contradict, mayHoldTogether } from './same-ground.ts'

/** Conditions that can never hold, alone or with one before; `of` a client nothing is known of its items, their reason or status. */
export function conditionProblems(
  field: string,
  conditions: readonly Condition[],
  company: Company,
  of: 'client' | 'dispute',
): SettingProblem[] {
  return conditions.flatMap((condition, place) => {
    const where = `${field}.${place}`
    if (conditions.slice(0, place).some((before) => contradict(before, condition)))
      return [at(condition.type === 'amount' ? where : `${where}.is`, 'matchesNobody')]
    if (condition.type === 'amount') {
      const { fromMinor, toMinor } = condition
      if (fromMinor === null && toMinor === null) return [at(where, 'matchesNobody')]
      return fromMinor !== null && toMinor !== null && fromMinor > toMinor ? [at(where, 'fromOverTo')] : []
    }
    if (condition.type === 'custom')
      return of === 'client' && condition.of === 'item' ? [at(where, 'matchesNobody')] : []
    if (of === 'client' && !condition.field.startsWith('client.')) return [at(where, 'matchesNobody')]
    return condition.is.some((value) => isKnown(condition.field, value, company))
      ? []
      : [at(`${where}.is`, 'matchesNobody')]
  })
}

function isKnown(field: string, value: string, company: Company): boolean {
  switch (field) {
    case 'reasonId':
      return company.settings.get(value)?.kind === 'reason'
    case 'statusId':
      return company.settings.get(value)?.kind === 'status'
    case 'client.collectorId':
    case 'client.salesId':
      return company.people.get(value)?.active === true
    default:
      return true
  }
}

/** Who is asked as much by a criterion that may hold of the same dispute: who has fewer open cases gets it then. */
export function tyingPeople(
  { conditions }: Pick<Criterion, 'conditions'>,
  personId: string,
  company: Company,
): Person[] {
  if (conditions.length === 0) return []
  return [...company.people.values()].filter(
    (person) =>
      person.id !== personId &&
      mayResolve(person) &&
      person.criteria.some(
        (one) => one.conditions.length === conditions.length && mayHoldTogether(one.conditions, conditions),
      ),
  )
}
