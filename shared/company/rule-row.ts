import type { Company } from './company.ts'
import type { SettingOf } from './settings.ts'

type Rule = 'promiseRule' | 'planRule' | 'validationRule' | 'documentRule' | 'assignmentRule'

/** The one row of each rule, as the product comes where nobody has saved it. */
export function ruleRow<K extends Rule>(kind: K, company: Company): SettingOf<K> {
  const data: { [R in Rule]: SettingOf<R>['data'] } = company
  return {
    id: kind,
    kind,
    data: data[kind],
    removed: false,
    version: company.settings.get(kind)?.version ?? 0,
  }
}
