import { describe, expect, test } from 'vitest'
import { detectDelimiter } from './delimiter.ts'
import { mappingSchema } from './mapping.ts'
import { fieldsStillNeeded } from './new-mapping.ts'
import { findPreset, PRESETS } from './presets.ts'
import { suggestMapping } from './suggest-mapping.ts'

test.each(PRESETS)('the preset $name is complete and valid', (preset) => {
  expect(mappingSchema.parse(preset)).toEqual(preset)
  expect(fieldsStillNeeded(preset)).toEqual([])
})

describe('a suggested mapping', () => {
  test('is the preset whose columns are all there', () => {
    const headers =
      'countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate'
    expect(suggestMapping(headers.split(','))).toBe(findPreset('late-payments'))
    expect(
      suggestMapping(['CODE CLIENT', ...Object.values(findPreset('french-erp')?.columns ?? {}).slice(1)]),
    ).toBe(findPreset('french-erp'))
  })

  test('reads English headers in any case', () => {
    const headers =
      'business_code,cust_number,name_customer,clear_date,doc_id,posting_date,due_in_date,invoice_currency,document type,total_open_amount'
    expect(suggestMapping(headers.split(',')).columns).toEqual({
      clientNumber: 'cust_number',
      clientName: 'name_customer',
      entity: 'business_code',
      number: 'doc_id',
      kind: 'document type',
      currency: 'invoice_currency',
      balance: 'total_open_amount',
      issuedOn: 'posting_date',
      dueOn: 'due_in_date',
      settledOn: 'clear_date',
    })
  })

  test('reads French headers', () => {
    const headers =
      'N° client;Raison sociale;N° facture;Date de facture;Échéance;Montant TTC;Reste dû;Devise;Chargée de recouvrement;Téléphone'
    expect(suggestMapping(headers.split(';')).columns).toEqual({
      clientNumber: 'N° client',
      clientName: 'Raison sociale',
      number: 'N° facture',
      issuedOn: 'Date de facture',
      dueOn: 'Échéance',
      amount: 'Montant TTC',
      balance: 'Reste dû',
      currency: 'Devise',
      collector: 'Chargée de recouvrement',
      phone: 'Téléphone',
    })
  })

  test('says which fields a person must still name', () => {
    expect(fieldsStillNeeded(suggestMapping(['foo', 'bar']))).toEqual([
      'clientNumber',
      'number',
      'issuedOn',
      'amount',
      'currency',
      'dueOn',
    ])
  })
})

describe('the delimiter', () => {
  test('is found in a file of two lines', () => {
    expect(detectDelimiter(['a;b', '1;2'], [])).toBe(';')
    expect(detectDelimiter(['a\tb', '1,5\t2,5'], [])).toBe('\t')
  })

  test('is not the decimal comma', () => {
    expect(detectDelimiter(['no;amount;name', '1;1,50;A, B', '2;2,50;C, D'], [])).toBe(';')
  })

  test('is the one that yields the columns of the mapping', () => {
    expect(detectDelimiter(['a,b;c,d', '1;2,3;4'], ['a', 'd'])).toBe(',')
  })

  test('is not made up', () => {
    expect(detectDelimiter(['abc', 'def'], [])).toBeNull()
  })
})
