import { describe, expect, it } from 'vitest'
import type { Client } from '../clients/client.ts'
import { createCompany, findStatus } from '../company/company.ts'
import { defaultSettings } from '../company/default-settings.ts'
import { must } from '../base/must.ts'
import { type Item, NO_STATUS } from '../items/item.ts'
import type { Person, Role } from '../people/person.ts'
import {
  type Surroundings,
  proposalAfterStatus,
  proposalOfType,
  proposedKind,
  proposedName,
  proposedOwner,
  proposesAction,
} from './proposal.ts'

const aPerson = (id: string, role: Role): Person => ({
  id,
  name: id,
  email: `${id}@test`,
  role,
  entity: null,
  departmentId: null,
  criteria: [],
  absence: null,
  active: true,
  version: 1,
})
const collector = aPerson('tom', 'collector')
const manager = aPerson('claire', 'creditManager')
const resolver = aPerson('ana', 'resolver')
const company = createCompany(defaultSettings({ name: 'Test', currency: 'EUR', timeZone: 'Europe/Paris' }), [
  collector,
  manager,
  resolver,
])
const client: Client = {
  id: 'client',
  number: 'C1',
  name: 'Müller',
  entity: null,
  collectorId: 'tom',
  salesId: null,
  sourceCollector: null,
  scenarioId: null,
  scenarioStep: null,
  ownScenarioId: null,
  fields: {},
  stamps: {},
  version: 1,
}
const anItem = (number: string, more: Partial<Item> = {}): Item => ({
  id: number,
  clientId: 'client',
  source: 'erp',
  number,
  kind: 'invoice',
  entity: null,
  currency: 'EUR',
  amountMinor: 1000,
  balanceMinor: 1000,
  issuedOn: '2026-10-01',
  dueOn: '2026-10-31',
  closedOn: null,
  sourceStatus: null,
  ...NO_STATUS,
  returnedOn: null,
  resumesAt: null,
  suggested: null,
  fields: {},
  stamps: {},
  version: 1,
  ...more,
})
const status = (key: string) => must(findStatus(company, `status.${key}`), key)
const here: Surroundings = { client, me: collector, company, today: '2026-11-22', language: 'en' }

describe('what is proposed after a status', () => {
  it('is a dispute case named after the status and the item, in the days the status says', () => {
    expect(proposalAfterStatus(status('priceDispute'), 'reason.price', [anItem('F-1')], here)).toEqual({
      type: 'followUp',
      kind: 'dispute',
      name: 'Price dispute, F-1',
      dueOn: '2026-11-29',
      ownerId: 'tom',
      resolverId: null,
      reasonId: 'reason.price',
      templateId: 'template.dispute',
    })
  })

  it('is named after the reason when somebody named one the status does not say', () => {
    const { name } = proposalAfterStatus(
      status('dispute'),
      'reason.damaged',
      [anItem('F-1'), anItem('F-2')],
      here,
    )
    expect(name).toBe('Damaged goods, F-1 +1')
  })

  it('is named after the status while the reason is not yet known', () => {
    const { name } = proposalAfterStatus(status('dispute'), 'reason.notKnown', [anItem('F-1')], here)
    expect(name).toBe('Dispute, F-1')
  })

  it('speaks the language of the person', () => {
    const { name } = proposalAfterStatus(status('litigation'), null, [anItem('F-1')], {
      ...here,
      language: 'fr',
    })
    expect(name).toBe('Contentieux, F-1')
  })

  it('is a check of the promise after a promise to pay', () => {
    const proposal = proposalAfterStatus(status('promise'), null, [anItem('F-1')], here)
    expect(proposal).toMatchObject({ type: 'promiseCheck', kind: null, dueOn: '2026-12-02' })
  })

  it('is an action where the status suggests one, else the scenario', () => {
    expect(proposesAction(status('dispute'))).toBe(true)
    expect(proposesAction(status('ongoing'))).toBe(false)
  })
})

describe('what is proposed without a status', () => {
  it('is a call tomorrow', () => {
    expect(proposalOfType('call', 'Call', [], here)).toMatchObject({
      type: 'call',
      kind: null,
      name: 'Call',
      dueOn: '2026-11-23',
    })
  })

  it('is a follow-up of the kind the items speak of, when they agree', () => {
    const disputed = anItem('F-1', { statusId: 'status.priceDispute' })
    const other = anItem('F-2', { statusId: 'status.litigation' })
    expect(proposedKind([disputed], company)).toBe('dispute')
    expect(proposedKind([disputed, other], company)).toBe('other')
    expect(proposedKind([], company)).toBe('other')
  })
})

describe('the proposed owner', () => {
  it('is whoever opens the action', () => {
    expect(proposedOwner(resolver, client, company)).toBe(resolver)
  })

  it('is the collector of the client when a manager opens it', () => {
    expect(proposedOwner(manager, client, company)).toBe(collector)
    expect(proposedOwner(manager, { ...client, collectorId: null }, company)).toBe(manager)
  })
})

it('a proposed name never grows beyond what an action takes, and keeps the item number', () => {
  const name = proposedName('x'.repeat(300), [anItem('F-1'), anItem('F-2')])
  expect(name).toHaveLength(200)
  expect(name.endsWith(', F-1 +1')).toBe(true)
})
