import type { Action, Association } from '../actions/action.ts'
import type { Parked } from '../parked/parked.ts'
import type { Document } from '../documents/document.ts'
import type { Casework, Work } from '../casework/casework.ts'
import { idFrom } from '../base/ids.ts'
import type { Client, Contact } from '../clients/client.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { type Company, createCompany } from '../company/company.ts'
import { STANDARD_SCENARIO_ID, defaultSettings } from '../company/default-settings.ts'
import type { Setting } from '../company/settings.ts'
import { type Item, NO_STATUS } from '../items/item.ts'
import { ROLES, type Person } from '../people/person.ts'

export const TODAY = '2026-11-22'
export const NOW = Date.parse('2026-11-22T09:00:00Z')

/** Tests name rows by words; the ids they travel under are made from them. */
export function idOf(name: string): string {
  return idFrom('5f0c9c1e-59ab-5c2d-8f0e-000000000000', name)
}

export const CLIENT_ID = idOf('client')

/** A company with the settings a new one has and one person of each role, whose id is the role. */
export function aCompany(more: { settings?: Setting[]; people?: Partial<Person>[] } = {}): Company {
  const card = { name: 'Verdier', currency: 'EUR', timeZone: 'Europe/Paris' }
  return createCompany(
    [...defaultSettings(card), ...(more.settings ?? [])],
    [...ROLES.map((role) => aPerson({ id: role, role })), ...(more.people ?? []).map(aPerson)],
  )
}

function aPerson(fields: Partial<Person>): Person {
  return {
    id: 'somebody',
    name: fields.id ?? 'somebody',
    email: `${fields.id ?? 'somebody'}@verdier.example`,
    role: 'collector',
    entity: null,
    departmentId: null,
    criteria: [],
    absence: null,
    active: true,
    version: 1,
    ...fields,
  }
}

export function aRate(from: string, day: string, rate: string): Setting {
  return {
    id: `rate.${from}.${day}`,
    kind: 'exchangeRate',
    data: { from, day, rate },
    removed: false,
    version: 1,
  }
}

/** A client file of the collector's portfolio; what it holds is told by the rows handed in. */
export function aClientFile(
  rows: {
    client?: Partial<Client>
    contacts?: Contact[]
    items?: Item[]
    actions?: (Action | ActionWithItems)[]
    associations?: Association[]
    casework?: Casework[]
    documents?: Document[]
    parked?: Parked[]
  } = {},
): ClientFile {
  const given = (rows.actions ?? []).map((one) => ('action' in one ? one : { action: one, stays: [] }))
  return {
    client: { ...aClient(), ...rows.client },
    contacts: rows.contacts ?? [],
    items: rows.items ?? [],
    actions: given.map(({ action }) => action),
    associations: [...given.flatMap(({ stays }) => stays), ...(rows.associations ?? [])],
    casework: rows.casework ?? [],
    documents: rows.documents ?? [],
    parked: rows.parked ?? [],
  }
}

function aClient(): Client {
  return {
    id: CLIENT_ID,
    number: 'C1',
    name: 'Müller & Söhne',
    entity: null,
    collectorId: 'collector',
    salesId: null,
    sourceCollector: null,
    scenarioId: STANDARD_SCENARIO_ID,
    scenarioStep: null,
    ownScenarioId: null,
    fields: {},
    stamps: {},
    version: 1,
  }
}

export function aContact(name: string, fields: Partial<Contact> = {}): Contact {
  return {
    id: idOf(name),
    clientId: CLIENT_ID,
    name,
    role: null,
    email: null,
    phone: null,
    removed: false,
    stamps: {},
    version: 1,
    ...fields,
  }
}

/** An open invoice of 100.00 EUR, due since 1 October 2026. */
export function anInvoice(number: string, fields: Partial<Item> = {}): Item {
  const balanceMinor = fields.balanceMinor ?? 10_000
  return {
    id: idOf(number),
    clientId: CLIENT_ID,
    source: 'erp',
    number,
    kind: 'invoice',
    entity: null,
    currency: 'EUR',
    amountMinor: balanceMinor,
    balanceMinor,
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

export function aCreditNote(number: string, fields: Partial<Item> = {}): Item {
  return anInvoice(number, { kind: 'creditNote', balanceMinor: -5_000, ...fields })
}

export function aPaidInvoice(number: string, fields: Partial<Item> = {}): Item {
  return { ...anInvoice(number, fields), balanceMinor: 0, closedOn: '2026-11-20', ...fields }
}

/** An action with the stays of its items. */
export type ActionWithItems = { action: Action; stays: Association[] }

/** An open dispute owned by the collector; with items it holds them, each as it is now. */
export function aFollowUp(
  name: string,
  fields: Partial<Action> = {},
  items: readonly Item[] = [],
): ActionWithItems {
  const action: Action = {
    id: idOf(name),
    clientId: CLIENT_ID,
    type: 'followUp',
    kind: 'dispute',
    name,
    dueOn: '2026-11-29',
    ownerId: 'collector',
    resolverId: null,
    stageId: null,
    templateId: null,
    checklist: [],
    participants: [],
    reasonId: 'reason.notKnown',
    caseId: null,
    openedOn: '2026-11-10',
    openedBy: 'collector',
    openedAt: NOW - 12 * 86_400_000,
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
  return { action, stays: items.map((item) => aStay(action, item)) }
}

/** An item's stay in an action since that was opened; it had no status when it came. */
export function aStay(action: Action, item: Item, fields: Partial<Association> = {}): Association {
  return {
    id: idOf(`${action.name}/${item.number}`),
    clientId: CLIENT_ID,
    actionId: action.id,
    itemId: item.id,
    joinedOn: action.openedOn,
    had: NO_STATUS,
    leftOn: null,
    leftBecause: null,
    leftWith: null,
    removed: false,
    version: 1,
    ...fields,
  }
}

/** A piece of work of an action, named by a word. */
export function aPieceOfWork(
  name: string,
  { action }: Pick<ActionWithItems, 'action'>,
  work: Work,
  fields: Partial<Casework> = {},
): Casework {
  return {
    id: idOf(name),
    clientId: action.clientId,
    actionId: action.id,
    work,
    wakesOn: null,
    removed: false,
    version: 1,
    ...fields,
  }
}

export const DISPUTED = {
  statusId: 'status.dispute',
  statusOn: '2026-11-10',
  statusBy: 'collector',
  statusComment: null,
  reasonId: 'reason.notKnown',
  disputedMinor: null,
}
