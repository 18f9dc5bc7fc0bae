import type { Company } from './company.ts'
import { ruleRow } from './rule-row.ts'
import type { Setting } from './settings.ts'

/**
 * The row that takes back what was saved: as it was before, or gone if it was not there. A stage that was added may have
 * cases by now, and stays as a retired one.
 */
export function putBack(saved: Setting, before: Setting | null): Setting {
  if (!before) return gone(saved)
  if (before.kind !== 'caseKind' || saved.kind !== 'caseKind') return before
  const known = new Set(before.data.stages.map(({ key }) => key))
  const added = saved.data.stages.filter(({ key }) => !known.has(key))
  const stages = [...before.data.stages, ...added.map((stage) => ({ ...stage, active: false }))]
  return { ...before, data: { ...before.data, stages } }
}

/** What may have reached items, cases and clients by now is retired. */
function gone(saved: Setting): Setting {
  switch (saved.kind) {
    case 'status':
      return { ...saved, data: { ...saved.data, active: false } }
    case 'scenario':
      return { ...saved, data: { ...saved.data, active: false } }
    case 'template':
      return { ...saved, data: { ...saved.data, active: false } }
    case 'reason':
      return { ...saved, data: { ...saved.data, active: false } }
    case 'rootCause':
      return { ...saved, data: { ...saved.data, active: false } }
    case 'resolution':
      return { ...saved, data: { ...saved.data, active: false } }
    default:
      return { ...saved, removed: true }
  }
}

/** The row that stands where one is about to be saved, as the product comes where nobody has saved it; null for none. */
export function standingRow(setting: Setting, company: Company): Setting | null {
  switch (setting.kind) {
    case 'caseKind':
      return company.caseKinds[setting.data.kind]
    case 'promiseRule':
      return ruleRow('promiseRule', company)
    case 'planRule':
      return ruleRow('planRule', company)
    case 'validationRule':
      return ruleRow('validationRule', company)
    case 'documentRule':
      return ruleRow('documentRule', company)
    case 'assignmentRule':
      return ruleRow('assignmentRule', company)
    default:
      return company.settings.get(setting.id) ?? null
  }
}
