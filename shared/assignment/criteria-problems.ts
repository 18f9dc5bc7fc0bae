import { type SettingProblem, at } from '../company/setting-problem.ts'
import type { Company } from '../company/company.ts'
import type { Person } from '../people/person.ts'
import { isSame } from '../journal/file-draft.ts'
import type { Condition, Criterion } from './criteria.ts'

/** Conditions that can never hold; `of` a client nothing is known of its items, their reason or status. */
export function conditionProblems(
  field: string,
  conditions: readonly Condition[],
  company: Company,
  of: 'client' | 'dispute',
): SettingProblem[] {
  return conditions.flatMap((condition, place) => {
    const where = `${field}.${place}`
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

/** Somebody else asks for exactly the same: who has fewer open cases gets them, then the first by id. */
export function tyingPeople(criterion: Criterion, personId: string, company: Company): Person[] {
  return [...company.people.values()].filter(
    ({ id, active, criteria }) =>
      id !== personId && active && criteria.some((one) => isSame(one.conditions, criterion.conditions)),
  )
}
