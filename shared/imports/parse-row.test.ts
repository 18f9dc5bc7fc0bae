import { describe, expect, test } from 'vitest'
import { findColumns } from './columns.ts'
import type { Field } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { BLANK_MAPPING } from './new-mapping.ts'
import { parseRow } from './parse-row.ts'
import { findPreset } from './presets.ts'
import { describeRowError } from './row-error.ts'

const plain: Mapping = {
  ...BLANK_MAPPING,
  columns: { clientNumber: 'client', number: 'no', issuedOn: 'issued', dueOn: 'due', amount: 'amount' },
  dates: 'D/M/Y',
  decimal: ',',
  fixed: { currency: 'EUR', entity: null },
}
const aRow = { client: '0042', no: 'F-1', issued: '05/01/2026', due: '04/02/2026', amount: '120,50' }

function parse(cells: Record<string, string>, changes: Partial<Mapping> = {}, asOf = '2026-03-01') {
  const mapping = { ...plain, ...changes }
  const headers = Object.keys(cells)
  const found = findColumns(mapping, headers)
  if ('refusal' in found) throw new Error(JSON.stringify(found.refusal))
  const dates = mapping.dates === 'auto' ? 'Y-M-D' : mapping.dates
  const decimal = mapping.decimal === 'auto' ? '.' : mapping.decimal
  const formats = {
    dates: { issuedOn: dates, dueOn: dates, settledOn: dates },
    decimals: { amount: decimal, debit: decimal, credit: decimal, balance: decimal },
  }
  const { columns, own } = found
  return parseRow(7, Object.values(cells), { mapping, columns, own, formats, asOf })
}

function item(cells: Record<string, string>, changes: Partial<Mapping> = {}, asOf?: string) {
  const result = parse(cells, changes, asOf)
  if (!('ok' in result)) throw new Error(JSON.stringify(result))
  return result.ok
}

function errors(cells: Record<string, string>, changes: Partial<Mapping> = {}) {
  const result = parse(cells, changes)
  return 'errors' in result ? result.errors : []
}

function withColumns(columns: Partial<Record<Field, string>>): Partial<Mapping> {
  return { columns: { ...plain.columns, ...columns } }
}

describe('a row', () => {
  test('becomes an item with its numbers kept as text', () => {
    expect(item(aRow)).toEqual({
      clientNumber: '0042',
      clientName: '0042',
      entity: null,
      number: 'F-1',
      kind: 'invoice',
      currency: 'EUR',
      amountMinor: 12050,
      balanceMinor: 12050,
      issuedOn: '2026-01-05',
      dueOn: '2026-02-04',
      settledOn: null,
      statusValue: null,
      statusKey: null,
      collector: null,
      email: null,
      phone: null,
      ownFields: {},
      clientFields: {},
    })
  })

  test.each([
    ['0000611365', '0000611365'],
    ['="0123"', '0123'],
    ["'0123", '0123'],
    ['  18304 / 28865 ', '18304 / 28865'],
    ['22E1', '22E1'],
    ['12345678901234567890', '12345678901234567890'],
  ])('written %s has the number %s', (written, number) => {
    expect(item({ ...aRow, no: written }).number).toBe(number)
  })

  test('keeps the apostrophe of a Dutch name', () => {
    expect(item({ ...aRow, name: "'t Hof BV" }, withColumns({ clientName: 'name' })).clientName).toBe(
      "'t Hof BV",
    )
  })

  test('whose number a spreadsheet has shortened is refused', () => {
    expect(errors({ ...aRow, no: '1.23457E+15' })).toMatchObject([{ code: 'shortened', column: 'no' }])
  })

  test('names every fault with line, column, value and remedy', () => {
    const found = errors({ ...aRow, client: '', issued: '30/02/2026', amount: '9.0' })
    expect(found.map(({ line, column, value, code }) => [line, column, value, code])).toEqual([
      [7, 'client', '', 'missing'],
      [7, 'amount', '9.0', 'badGrouping'],
      [7, 'issued', '30/02/2026', 'noSuchDay'],
    ])
    for (const error of found) {
      const { reason, remedy } = describeRowError(error)
      expect(reason).toMatch(/^\S.*\.$/)
      expect(remedy).toMatch(/^\S.*\.$/)
    }
  })

  test('has the fields of the company’s own, empty ones included, and names one that is too long', () => {
    const custom = [
      { column: 'Region', of: 'client' as const, name: 'Sales region' },
      { column: 'KST', of: 'item' as const, name: 'Cost centre' },
      { column: 'PROJECT', of: 'item' as const, name: 'Project' },
    ]
    const own = { REGION: ' Nord ', kst: '="0042"', project: '' }
    expect(item({ ...aRow, ...own }, { custom })).toMatchObject({
      clientFields: { 'Sales region': 'Nord' },
      ownFields: { 'Cost centre': '0042', Project: null },
    })
    expect(item({ ...aRow, REGION: 'Nord' }, { custom })).toMatchObject({ ownFields: {} })
    expect(errors({ ...aRow, ...own, kst: 'x'.repeat(501) }, { custom })).toMatchObject([
      { line: 7, column: 'kst', code: 'tooLong', params: { limit: '500' } },
    ])
  })

  test('that is refused still names its item where it can', () => {
    expect(parse({ ...aRow, amount: 'x' })).toMatchObject({ number: 'F-1' })
    expect(parse({ ...aRow, no: '' })).toMatchObject({ number: null })
  })

  test('in a currency nobody knows is refused, not skipped', () => {
    const changes = withColumns({ currency: 'currency' })
    expect(errors({ ...aRow, currency: 'ZZZ' }, changes)).toMatchObject([
      { code: 'unknownCurrency', value: 'ZZZ' },
    ])
    expect(item({ ...aRow, currency: ' eur' }, changes).currency).toBe('EUR')
    expect(item({ ...aRow, currency: '€' }, changes).currency).toBe('EUR')
    expect(item({ ...aRow, currency: '' }, changes).currency).toBe('EUR')
  })

  test('has as many decimals as its currency', () => {
    const changes = withColumns({ currency: 'currency' })
    expect(item({ ...aRow, currency: 'JPY', amount: '1.000' }, changes).amountMinor).toBe(1000)
    expect(item({ ...aRow, currency: 'TND', amount: '1,234' }, changes).amountMinor).toBe(1234)
    expect(errors({ ...aRow, currency: 'JPY', amount: '0,50' }, changes)).toMatchObject([
      { code: 'tooManyDecimals' },
    ])
  })

  test('whose amount names another currency is refused', () => {
    expect(errors({ ...aRow, amount: '579,68 USD' })).toMatchObject([{ code: 'currencyMismatch' }])
    expect(item({ ...aRow, amount: '579,68 €' }).amountMinor).toBe(57968)
  })

  test('without a due date needs terms, unless it is a credit', () => {
    expect(errors({ ...aRow, due: '' })).toMatchObject([{ code: 'noDueDate', column: 'due' }])
    expect(item({ ...aRow, due: '' }, { termsDays: 30 }).dueOn).toBe('2026-02-04')
    expect(item({ ...aRow, due: '', amount: '-5' }).dueOn).toBe('2026-01-05')
  })
})

describe('signs', () => {
  const kinds = {
    ...withColumns({ kind: 'kind' }),
    kinds: { '380': 'invoice', '381': 'creditNote', DZ: 'payment' } as const,
  }

  test('a credit note is negative, written 381 and positive or 380 and negative', () => {
    const positive = item({ ...aRow, kind: '381', amount: '233,47' }, kinds)
    const negative = item({ ...aRow, kind: '380', amount: '-233,47' }, kinds)
    expect(positive).toMatchObject({ kind: 'creditNote', amountMinor: -23347, balanceMinor: -23347 })
    expect(negative).toEqual(positive)
  })

  test('a payment is negative', () => {
    expect(item({ ...aRow, kind: 'dz', amount: '10' }, kinds)).toMatchObject({
      kind: 'payment',
      amountMinor: -1000,
    })
  })

  test('a kind the mapping does not know is refused', () => {
    expect(errors({ ...aRow, kind: '999' }, kinds)).toMatchObject([{ code: 'unknownKind', value: '999' }])
  })

  test('a file that shows debts as negative numbers is turned round', () => {
    expect(item({ ...aRow, amount: '-10' }, { sign: 'inverted' })).toMatchObject({
      kind: 'invoice',
      amountMinor: 1000,
    })
    expect(item({ ...aRow, amount: '10' }, { sign: 'inverted' })).toMatchObject({
      kind: 'creditNote',
      amountMinor: -1000,
    })
  })

  test('a file may say debit or credit beside the amount, for the balance too', () => {
    const changes: Partial<Mapping> = {
      ...withColumns({ direction: 'dc', balance: 'balance' }),
      directions: { S: 'debit', H: 'credit' },
    }
    expect(item({ ...aRow, dc: 'S', balance: '20' }, changes)).toMatchObject({
      amountMinor: 12050,
      balanceMinor: 2000,
    })
    expect(item({ ...aRow, dc: 'h', balance: '20' }, changes)).toMatchObject({
      kind: 'creditNote',
      amountMinor: -12050,
      balanceMinor: -2000,
    })
    expect(item({ ...aRow, dc: 'H', amount: '-5', balance: '' }, changes).amountMinor).toBe(-500)
    expect(errors({ ...aRow, dc: 'S', amount: '-5', balance: '' }, changes)).toMatchObject([
      { code: 'contradictoryDirection' },
    ])
    expect(errors({ ...aRow, dc: 'X', balance: '1' }, changes)).toMatchObject([
      { code: 'unknownDirection', value: 'X' },
    ])
  })

  test('a file may have a column for each side, debits negative or not', () => {
    const changes = {
      columns: {
        clientNumber: 'client',
        number: 'no',
        issuedOn: 'issued',
        dueOn: 'due',
        debit: 'd',
        credit: 'c',
      },
    }
    const { amount: _, ...row } = aRow
    expect(item({ ...row, d: ' 000007760,45', c: '0,00' }, changes).amountMinor).toBe(776045)
    expect(item({ ...row, d: '-7,00', c: '' }, changes).amountMinor).toBe(700)
    expect(item({ ...row, d: '', c: '7,00' }, changes)).toMatchObject({
      kind: 'creditNote',
      amountMinor: -700,
    })
    expect(errors({ ...row, d: '1', c: '2' }, changes)).toMatchObject([{ code: 'bothSides' }])
    expect(errors({ ...row, d: '', c: '' }, changes)).toMatchObject([{ code: 'missing', column: 'd' }])
  })

  test('what is open differs from what was invoiced', () => {
    const changes = withColumns({ balance: 'balance' })
    expect(item({ ...aRow, amount: '671,15', balance: '470,15' }, changes)).toMatchObject({
      amountMinor: 67115,
      balanceMinor: 47015,
    })
    expect(item({ ...aRow, amount: '', balance: '470,15' }, changes)).toMatchObject({ amountMinor: 47015 })
  })
})

describe('open or not', () => {
  test('a listed item with nothing left to pay is settled', () => {
    expect(item({ ...aRow, amount: '0,00' })).toMatchObject({ balanceMinor: 0, settledOn: '2026-03-01' })
  })

  test('a ledger row is open from the day it was issued until the day before it was settled', () => {
    const late = findPreset('late-payments')
    if (!late) throw new Error('preset')
    const row = {
      countryCode: '391',
      customerID: '0379-NEVHP',
      invoiceNumber: '0000611365',
      InvoiceDate: '1/2/2013',
      DueDate: '2/1/2013',
      InvoiceAmount: '55.9',
      Disputed: 'Yes',
      SettledDate: '1/15/2013',
    }
    expect(parse(row, late, '2013-01-01')).toEqual({ ignored: 'notYetIssued', number: '0000611365' })
    expect(item(row, late, '2013-01-02')).toMatchObject({
      clientNumber: '0379-NEVHP',
      clientName: '0379-NEVHP',
      entity: '391',
      number: '0000611365',
      currency: 'EUR',
      balanceMinor: 5590,
      dueOn: '2013-02-01',
      settledOn: null,
      statusValue: 'Yes',
      statusKey: 'dispute',
    })
    expect(item(row, late, '2013-01-14')).toEqual(item(row, late, '2013-01-02'))
    expect(item(row, late, '2013-01-15')).toMatchObject({
      amountMinor: 5590,
      balanceMinor: 0,
      settledOn: '2013-01-15',
    })
    expect(item({ ...row, Disputed: 'No' }, late, '2013-01-02')).toMatchObject({
      statusValue: 'No',
      statusKey: null,
    })
  })
})
