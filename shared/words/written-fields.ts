import type { Say, WordKey } from './say.ts'

/** Fields as the rules name them, in words; several are one to the reader. */
const FIELDS = {
  name: 'refusals.field.name',
  dueOn: 'refusals.field.dueOn',
  ownerId: 'refusals.field.ownerId',
  resolverId: 'refusals.field.resolverId',
  reasonId: 'refusals.field.reasonId',
  type: 'refusals.field.type',
  kind: 'refusals.field.kind',
  status: 'refusals.field.status',
  statusId: 'refusals.field.status',
  statusOn: 'refusals.field.status',
  statusBy: 'refusals.field.status',
  statusComment: 'refusals.field.status',
  comment: 'refusals.field.comment',
  text: 'refusals.field.text',
  item: 'refusals.field.item',
  itemIds: 'refusals.field.item',
  leftOn: 'refusals.field.item',
  leftBecause: 'refusals.field.item',
  leftWith: 'refusals.field.item',
  returnedOn: 'refusals.field.item',
  disputedMinor: 'refusals.field.disputedMinor',
  closedOn: 'refusals.field.closed',
  closedBy: 'refusals.field.closed',
  closedAt: 'refusals.field.closed',
  resolutionId: 'refusals.field.resolutionId',
  rootCauseId: 'refusals.field.rootCauseId',
  role: 'refusals.field.role',
  email: 'refusals.field.email',
  phone: 'refusals.field.phone',
  collectorId: 'refusals.field.collectorId',
  salesId: 'refusals.field.salesId',
  scenarioId: 'refusals.field.scenarioId',
  scenarioStep: 'refusals.field.scenarioStep',
  departmentId: 'refusals.field.department',
  removed: 'refusals.field.removed',
  language: 'refusals.field.language',
  theme: 'refusals.field.theme',
  numberFormat: 'refusals.field.numberFormat',
  filters: 'refusals.field.filters',
  question: 'refusals.field.question',
  amountMinor: 'refusals.field.amount',
  currency: 'refusals.field.currency',
  items: 'refusals.field.item',
  levels: 'refusals.field.asked',
  asked: 'refusals.field.asked',
  stageId: 'refusals.field.stage',
  stages: 'refusals.field.stage',
  participant: 'refusals.field.participants',
  participants: 'refusals.field.participants',
  revision: 'refusals.field.instalments',
  work: 'refusals.field.work',
  wakesOn: 'refusals.field.work',
  remark: 'refusals.field.remark',
  isShownToCustomer: 'refusals.field.shownToCustomer',
  pages: 'refusals.field.pages',
  page: 'refusals.field.pages',
  documents: 'refusals.field.documents',
  withdrawn: 'refusals.field.withdrawn',
} as const satisfies Record<string, WordKey>

const keys: ReadonlyMap<string, WordKey> = new Map(Object.entries(FIELDS))

/** A field by the last known name in its path, such as `data.fields.dueOn`. */
export function fieldWords(path: string, t: Say): string {
  const known = path
    .split('.')
    .reverse()
    .find((part) => keys.has(part))
  return t(keys.get(known ?? '') ?? 'refusals.someField')
}

/** Several fields, each said once: `the date, the owner`. */
export function fieldsWords(paths: readonly string[], t: Say): string {
  return [...new Set(paths.map((path) => fieldWords(path, t)))].join(', ')
}
