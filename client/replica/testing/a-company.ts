import { PLAIN_STEP } from '#shared/dunning/scenario.ts'
import type { Action } from '#shared/actions/action.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Setting } from '#shared/company/settings.ts'
import { type Item, NO_STATUS } from '#shared/items/item.ts'
import type { Person, Role } from '#shared/people/person.ts'

/** A small company to sync with: three statuses, two reasons, one scenario, a rate and a few people. */

/** Readable, valid ids: `id(7)`. */
export const id = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

export const DISPUTE = 'status-dispute'
export const RESOLVED = 'status-resolved'
/** Opens a case by itself. */
export const OPENS = 'status-opens'
export const PRICE = 'reason-price'
const words = (en: string) => ({ en })

const status = (key: string, position: number, category: 'dispute' | 'disputeResolved' | 'ongoing') => ({
  key,
  name: words(key),
  category,
  active: true,
  defaultDays: 7,
  action: { mode: 'none' as const, templateId: null },
  scenario: 'stays' as const,
  presetReasonId: null,
  position,
})
const reason = (key: string, position: number) => ({
  key,
  name: words(key),
  peppol: null,
  un4465: null,
  french: null,
  active: true,
  position,
})

export const SETTINGS: Setting[] = [
  {
    id: 'card',
    kind: 'company',
    data: { name: 'Test', currency: 'EUR', timeZone: 'Europe/Paris' },
    removed: false,
    version: 1,
  },
  { id: DISPUTE, kind: 'status', data: status('dispute', 1, 'dispute'), removed: false, version: 1 },
  {
    id: RESOLVED,
    kind: 'status',
    data: status('resolved', 2, 'disputeResolved'),
    removed: false,
    version: 1,
  },
  {
    id: OPENS,
    kind: 'status',
    data: { ...status('opens', 3, 'dispute'), action: { mode: 'create', templateId: 'template.dispute' } },
    removed: false,
    version: 1,
  },
  { id: 'reason-notKnown', kind: 'reason', data: reason('notKnown', 1), removed: false, version: 1 },
  { id: PRICE, kind: 'reason', data: reason('price', 2), removed: false, version: 1 },
  {
    id: 'scenario',
    kind: 'scenario',
    data: {
      key: 'standard',
      name: words('Standard'),
      steps: [{ ...PLAIN_STEP, key: 'call', days: 5, type: 'call', name: words('Call') }],
      graceDays: 3,
      active: true,
      isDefault: true,
    },
    removed: false,
    version: 1,
  },
  {
    id: 'rate-next',
    kind: 'exchangeRate',
    data: { from: 'USD', day: '2026-11-23', rate: '0.8' },
    removed: false,
    version: 1,
  },
  {
    id: 'rate',
    kind: 'exchangeRate',
    data: { from: 'USD', day: '2026-01-01', rate: '0.9' },
    removed: false,
    version: 1,
  },
]

export function aPerson(personId: string, role: Role): Person {
  return {
    id: personId,
    name: personId,
    email: `${personId}@test`,
    role,
    entity: null,
    departmentId: null,
    criteria: [],
    absence: null,
    active: true,
    version: 1,
  }
}

export function anItem(n: number, clientId: string, fields: Partial<Item> = {}): Item {
  return {
    id: id(n),
    clientId,
    source: 'erp',
    number: `INV-${n}`,
    kind: 'invoice',
    entity: null,
    currency: 'EUR',
    amountMinor: 10_000,
    balanceMinor: 10_000,
    issuedOn: '2026-09-01',
    dueOn: '2026-10-01',
    closedOn: null,
    sourceStatus: null,
    ...NO_STATUS,
    returnedOn: null,
    resumesAt: null,
    suggested: null,
    fields: {},
    stamps: {},
    version: 1,
    ...fields,
  }
}

export function anAction(n: number, clientId: string, fields: Partial<Action> = {}): Action {
  return {
    id: id(n),
    clientId,
    type: 'followUp',
    kind: 'dispute',
    name: 'Price dispute',
    dueOn: '2026-11-25',
    ownerId: 'ana',
    resolverId: null,
    stageId: null,
    templateId: null,
    checklist: [],
    participants: [],
    reasonId: PRICE,
    caseId: null,
    openedOn: '2026-11-01',
    openedBy: 'ana',
    openedAt: 1,
    closedOn: null,
    closedBy: null,
    closedAt: null,
    resolutionId: null,
    rootCauseId: null,
    removed: false,
    aliases: [],
    stamps: {},
    version: 1,
    ...fields,
  }
}

export function aClientFile(
  n: number,
  items: number,
  fields: Partial<ClientFile['client']> = {},
): ClientFile {
  const clientId = id(n)
  return {
    client: {
      id: clientId,
      number: `C${n}`,
      name: `Client ${n}`,
      entity: null,
      collectorId: 'ana',
      salesId: null,
      sourceCollector: null,
      scenarioId: 'scenario',
      scenarioStep: null,
      ownScenarioId: null,
      fields: {},
      stamps: {},
      version: 1,
      ...fields,
    },
    contacts: [],
    items: Array.from({ length: items }, (_, index) => anItem(n * 1000 + index, clientId)),
    actions: [],
    associations: [],
    casework: [],
    documents: [],
    parked: [],
  }
}
