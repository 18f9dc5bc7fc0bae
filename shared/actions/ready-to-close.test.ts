import { describe, expect, it } from 'vitest'
import type { ClientFile } from '../clients/client-file.ts'
import { type Item, NO_STATUS } from '../items/item.ts'
import type { HistoryRow } from '../journal/history.ts'
import type { Action, Association } from './action.ts'
import { isReadyToClose } from './ready-to-close.ts'

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

describe('a case is ready to close', () => {
  it('when its last open item has left', () => {
    const left = aStay('F-1', { leftOn: '2026-11-20', leftBecause: 'resolved' })
    expect(isReadyToClose(action, aFile({ associations: [left] }), [])).toBe(true)
  })

  it('when its items are paid', () => {
    expect(isReadyToClose(action, aFile({ items: [anItem('F-1', { closedOn: '2026-11-20' })] }), [])).toBe(
      true,
    )
  })

  it('not while an item is open in it', () => {
    expect(isReadyToClose(action, aFile(), [])).toBe(false)
  })

  it('not when it never had an item', () => {
    expect(isReadyToClose(action, aFile({ associations: [] }), [])).toBe(false)
  })

  it('in a case file, when its history tells of items that left', () => {
    const told = aRow({
      actionId: 'case',
      changes: [
        { table: 'associations', id: 'stay-F-1', field: 'leftOn', before: null, after: '2026-11-20' },
      ],
    })
    expect(isReadyToClose(action, aFile({ associations: [], items: [] }), [told])).toBe(true)
  })

  it('not when it is closed, nor when it is no follow-up', () => {
    const left = [aStay('F-1', { leftOn: '2026-11-20', leftBecause: 'resolved' })]
    const file = aFile({ associations: left })
    expect(isReadyToClose({ ...action, closedOn: '2026-11-21' }, file, [])).toBe(false)
    expect(isReadyToClose({ ...action, type: 'call', kind: null }, file, [])).toBe(false)
  })
})
