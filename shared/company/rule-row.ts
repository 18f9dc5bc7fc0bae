import type { Company } from './company.ts'
import type { SettingOf } from './settings.ts'

/** The one row of each rule, as the product comes where nobody has saved it. */
export function ruleRow(kind: 'promiseRule', company: Company): SettingOf<'promiseRule'>
export function ruleRow(kind: 'planRule', company: Company): SettingOf<'planRule'>
export function ruleRow(kind: 'validationRule', company: Company): SettingOf<'validationRule'>
export function ruleRow(
  kind: 'promiseRule' | 'planRule' | 'validationRule',
  company: Company,
): SettingOf<'promiseRule'> | SettingOf<'planRule'> | SettingOf<'validationRule'> {
  const version = company.settings.get(kind)?.version ?? 0
  switch (kind) {
    case 'promiseRule':
      return { id: kind, kind, data: company.promiseRule, removed: false, version }
    case 'planRule':
      return { id: kind, kind, data: company.planRule, removed: false, version }
    case 'validationRule':
      return { id: kind, kind, data: company.validationRule, removed: false, version }
  }
}
