import { describe, expect, it } from 'vitest'
import type { Action, Association } from '../actions/action.ts'
import type { ClientFile } from '../clients/client-file.ts'
import { type Item, NO_STATUS } from '../items/item.ts'
import type { HistoryRow } from './history.ts'
import { historyOfAction } from './history-of-action.ts'

const action: Action = {
  id: 'case',
  clientId: 'client',
  type: 'followUp',
  kind: 'dispute',
  name: 'Price dispute',
  dueOn: '2026-11-24',
  ownerId: 'ana',
  resolverId: null,
  reasonId: null,
  caseId: null,
  openedOn: '2026-11-01',
  openedBy: 'ana',
  openedAt: 100,
  closedOn: null,
  closedBy: null,
  closedAt: null,
  resolutionId: null,
  rootCauseId: null,
  removed: false,
  stamps: {},
  version: 1,
}

const anItem = (id: string, more: Partial<Item> = {}): Item => ({
  id,
  clientId: 'client',
  source: 'erp',
  number: id,
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
  stamps: {},
  version: 1,
  ...more,
})

const aStay = (itemId: string, more: Partial<Association> = {}): Association => ({
  id: `stay-${itemId}`,
  clientId: 'client',
  actionId: 'case',
  itemId,
  joinedOn: '2026-11-01',
  had: NO_STATUS,
  leftOn: null,
  leftBecause: null,
  leftWith: null,
  removed: false,
  version: 1,
  ...more,
})

const aFile = (more: Partial<ClientFile> = {}): ClientFile => ({
  client: {
    id: 'client',
    number: '1',
    name: 'Müller GmbH',
    entity: null,
    collectorId: null,
    salesId: null,
    sourceCollector: null,
    scenarioId: null,
    scenarioStep: null,
    stamps: {},
    version: 1,
  },
  contacts: [],
  items: [anItem('F-1')],
  actions: [action],
  associations: [aStay('F-1')],
  ...more,
})

const aRow = (more: Partial<HistoryRow>): HistoryRow => ({
  id: 'row',
  number: 1,
  clientId: 'client',
  actionId: null,
  itemIds: [],
  kind: 'items.imported',
  by: 'accounting',
  cause: null,
  at: 200,
  receivedAt: 200,
  device: 'server',
  changes: [],
  text: null,
  details: {},
  late: false,
  superseded: [],
  version: 1,
  ...more,
})

describe('the history of an action', () => {
  it('tells what was done in it and in its to-dos, not in other cases', () => {
    const toDo = { ...action, id: 'to-do', caseId: 'case' }
    const rows = [
      aRow({ id: '1', actionId: 'case' }),
      aRow({ id: '2', actionId: 'to-do' }),
      aRow({ id: '3', actionId: 'other' }),
    ]
    expect(historyOfAction(action, aFile({ actions: [action, toDo] }), rows).map(({ id }) => id)).toEqual([
      '1',
      '2',
    ])
  })

  it('tells of an import only what concerns its own items', () => {
    const change = (id: string) => ({
      table: 'items' as const,
      id,
      field: 'balanceMinor',
      before: 2,
      after: 1,
    })
    const row = aRow({ itemIds: ['F-1', 'F-9'], changes: [change('F-1'), change('F-9')] })
    const [told] = historyOfAction(action, aFile(), [row])
    expect(told?.itemIds).toEqual(['F-1'])
    expect(told?.changes).toEqual([change('F-1')])
  })

  it('tells nothing of its items from before it was opened', () => {
    const change = { table: 'items' as const, id: 'F-1', field: 'balanceMinor', before: 2, after: 1 }
    expect(historyOfAction(action, aFile(), [aRow({ at: 50, changes: [change] })])).toEqual([])
  })

  it('tells that another action took an item away', () => {
    const change = {
      table: 'associations' as const,
      id: 'stay-F-1',
      field: 'leftOn',
      before: null,
      after: '2026-11-20',
    }
    const row = aRow({ actionId: 'other', kind: 'action.opened', changes: [change] })
    expect(historyOfAction(action, aFile(), [row])).toHaveLength(1)
  })
})
