import { describe, expect, it } from 'vitest'
import { createCompany } from '../company/company.ts'
import { defaultSettings } from '../company/default-settings.ts'
import type { HistoryRow } from '../journal/history.ts'
import { statusesByUse } from '../statuses/most-used.ts'
import { type Item, NO_STATUS } from './item.ts'
import { closedItems, openItems } from './item-order.ts'
import { statusHistoryOf } from './status-history.ts'
import { typedAmount } from './typed-amount.ts'

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
  resumesAt: null,
  suggested: null,
  fields: {},
  stamps: {},
  version: 1,
  ...more,
})

const aRow = (
  id: string,
  itemId: string,
  before: Record<string, unknown>,
  more: Partial<HistoryRow> = {},
): HistoryRow => ({
  id,
  number: 1,
  clientId: 'client',
  actionId: null,
  itemIds: [itemId],
  kind: 'items.requalified',
  by: 'tom',
  cause: null,
  at: 1,
  receivedAt: 1,
  device: 'phone',
  changes: Object.entries(before).map(([field, was]) => ({
    table: 'items' as const,
    id: itemId,
    field,
    before: was,
    after: null,
  })),
  text: null,
  details: {},
  late: false,
  superseded: [],
  version: 1,
  ...more,
})

describe('the statuses an item had', () => {
  const item = anItem('F-1', { statusId: 'resolved', statusOn: '2026-11-20', statusComment: 'credited' })
  const history = [
    aRow('1', 'F-1', { statusId: null, statusOn: null, reasonId: null }, { at: 10 }),
    aRow('2', 'F-1', { balanceMinor: 2000 }, { kind: 'items.imported', by: 'accounting', at: 20 }),
    aRow('3', 'other', { statusId: null }, { at: 25 }),
    aRow(
      '4',
      'F-1',
      { statusId: 'dispute', statusOn: '2026-11-01', statusComment: null },
      { by: 'ana', number: null, at: 30 },
    ),
  ]
  const taken = statusHistoryOf(item, history)

  it('come newest first, each with its date, author and comment', () => {
    expect(
      taken.map(({ status, by }) => [status.statusId, status.statusOn, status.statusComment, by]),
    ).toEqual([
      ['resolved', '2026-11-20', 'credited', 'ana'],
      ['dispute', '2026-11-01', null, 'tom'],
    ])
  })

  it('say which of them is not sent yet', () => {
    expect(taken.map(({ isPending }) => isPending)).toEqual([true, false])
  })

  it('are none while nothing told of one', () => {
    expect(statusHistoryOf(anItem('F-2'), history)).toEqual([])
  })
})

describe('the order of items', () => {
  const items = [
    anItem('B', { dueOn: '2026-11-02' }),
    anItem('C', { closedOn: '2026-11-03' }),
    anItem('A', { dueOn: '2026-11-02' }),
    anItem('D', { closedOn: '2026-11-09' }),
    anItem('Z', { dueOn: '2026-10-01' }),
  ]
  it('puts the longest due first', () => {
    expect(openItems(items).map(({ id }) => id)).toEqual(['Z', 'A', 'B'])
  })
  it('puts the last closed first', () => {
    expect(closedItems(items).map(({ id }) => id)).toEqual(['D', 'C'])
  })
})

describe('an amount as typed', () => {
  it.each([
    ['310', 'EUR', 31000],
    ['310.5', 'EUR', 31050],
    ['310,50', 'EUR', 31050],
    ['1 234,50', 'EUR', 123450],
    ['1,234.50', 'EUR', 123450],
    ['1,234', 'EUR', 123400],
    ['1,234', 'JPY', 1234],
    ['1.234', 'KWD', 1234],
  ])('%s %s is %i minor units', (text, currency, minor) => {
    expect(typedAmount(text, currency, '.')).toBe(minor)
  })
  it.each([
    ['', 'EUR'],
    ['abc', 'EUR'],
    ['-5', 'EUR'],
    ['1.234', 'EUR'],
    ['1.2345', 'EUR'],
    ['12.5', 'JPY'],
  ])('%s %s is none', (text, currency) => {
    expect(typedAmount(text, currency, '.')).toBeNull()
  })
  it('is read by the sign its writer uses for decimals where it could be two', () => {
    expect(typedAmount('1.234', 'EUR', ',')).toBe(123400)
    expect(typedAmount('1,234', 'EUR', ',')).toBeNull()
  })
})

it('statuses to choose from begin with those the items carry', () => {
  const company = createCompany(defaultSettings({ name: 'T', currency: 'EUR', timeZone: 'UTC' }), [])
  const items = [
    anItem('1', { statusId: 'status.plan' }),
    anItem('2', { statusId: 'status.plan' }),
    anItem('3', { statusId: 'status.litigation' }),
  ]
  const [first, second, third] = statusesByUse(company, items)
  expect([first?.id, second?.id, third?.id]).toEqual(['status.plan', 'status.litigation', 'status.ongoing'])
})
