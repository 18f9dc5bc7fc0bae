import { PLAIN_STEP } from '../dunning/scenario.ts'

/**
 * A setting as older builds wrote it, as it is written now: what an old phone sends, what a store still holds and what
 * the history tells of. One of now comes back as it is. Total and pure.
 *
 * A status named the kind of follow-up it leads to, now the template; a scenario's steps had days, type and name only.
 */
export function currentSetting(row: unknown): unknown {
  if (!isObject(row) || !isObject(row['data'])) return row
  const { data } = row
  switch (row['kind']) {
    case 'status':
      return { ...row, data: currentStatus(data) }
    case 'scenario':
      return { ...row, data: currentScenario(data, row['id']) }
    default:
      return row
  }
}

type Fields = Record<string, unknown>

function currentStatus(data: Fields): Fields {
  const action = data['action']
  if (!isObject(action) || 'templateId' in action) return data
  const mode = action['mode']
  return {
    ...data,
    action: { mode, templateId: mode === 'none' ? null : templateOf(action['kind'], data['category']) },
    scenario: data['category'] === 'disputeResolved' ? 'reenters' : 'stays',
  }
}

const TEMPLATE_OF_CATEGORY: Record<string, string> = {
  promiseToPay: 'template.promiseCheck',
  dispute: 'template.dispute',
  litigation: 'template.litigation',
  paymentPlan: 'template.instalmentPlan',
}

function templateOf(kind: unknown, category: unknown): string {
  if (typeof kind === 'string') return `template.${kind}`
  return TEMPLATE_OF_CATEGORY[String(category)] ?? 'template.other'
}

function currentScenario(data: Fields, id: unknown): Fields {
  const steps = data['steps']
  if ('isDefault' in data || !Array.isArray(steps)) return data
  return {
    ...data,
    steps: steps.map((step: unknown, index) =>
      isObject(step) ? { key: `step${index + 1}`, ...PLAIN_STEP, ...step } : step,
    ),
    active: true,
    isDefault: id === 'scenario.standard',
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
