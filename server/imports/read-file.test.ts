import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { describeFileRefusal } from '#shared/imports/file-refusal.ts'
import { type Mapping } from '#shared/imports/mapping.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { findPreset } from '#shared/imports/presets.ts'
import type { FileSource } from './file-source.ts'
import { understandFile } from './read-file.ts'

const french = findPreset('french-erp')
if (!french) throw new Error('preset')
const frenchFile = [
  'Code client;Nom client;Société;N° pièce;Type de pièce;Devise;Montant TTC;Solde;Date pièce;Date échéance',
  '000042;Société Générale de Café;FR01;0012;Facture;EUR;1 234,50;1 234,50;05/01/2026;04/02/2026',
  '000042;Société Générale de Café;FR01;0013;Avoir;EUR;34,50;34,50;06/01/2026;',
  ';;;;;;;;;',
  '000043;Œuvre du "Nord";FR01;0014;Facture;EUR;9,00;9,00;31/01/2026;02/03/2026',
].join('\r\n')

function sourceOf(bytes: Uint8Array, chunkBytes = 7): FileSource {
  return async function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
  }
}

async function read(bytes: Uint8Array, mapping: Mapping, asOf = '2026-03-01', chunkBytes?: number) {
  const understood = await understandFile(sourceOf(bytes, chunkBytes), mapping, asOf)
  if ('refusal' in understood) throw new Error(describeFileRefusal(understood.refusal))
  const { layout, rows } = understood.file
  const all = []
  for await (const batch of rows()) all.push(...batch)
  const items = all.flatMap(({ result }) => ('ok' in result ? [result.ok] : []))
  const errors = all.flatMap(({ result }) => ('errors' in result ? result.errors : []))
  return { layout, rows: all, items, errors }
}

async function refusal(bytes: Uint8Array, mapping: Mapping) {
  const understood = await understandFile(sourceOf(bytes), mapping, '2026-03-01')
  return 'refusal' in understood ? understood.refusal : null
}

describe('a French file', () => {
  test.each([
    ['windows-1252', 'windows-1252', iconv.encode(frenchFile, 'windows-1252')],
    ['UTF-8', 'utf-8', Buffer.from(frenchFile)],
    ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\ufeff${frenchFile}`)],
    ['UTF-16 of a spreadsheet', 'utf-16le', iconv.encode(frenchFile, 'utf-16le', { addBOM: true })],
  ])('in %s reads alike, however it is cut into chunks', async (_, encoding, bytes) => {
    const seen = []
    for (const chunkBytes of [1, 3, 64, 100_000]) {
      const { layout, items, errors } = await read(bytes, french, '2026-03-01', chunkBytes)
      expect(layout).toMatchObject({ encoding, delimiter: ';' })
      expect(errors).toEqual([])
      seen.push(items)
    }
    expect(new Set(seen.map((items) => JSON.stringify(items))).size).toBe(1)
    expect(
      seen[0]?.map(({ clientName, number, kind, balanceMinor }) => [clientName, number, kind, balanceMinor]),
    ).toEqual([
      ['Société Générale de Café', '0012', 'invoice', 123450],
      ['Société Générale de Café', '0013', 'creditNote', -3450],
      ['Œuvre du "Nord"', '0014', 'invoice', 900],
    ])
  })

  test('is understood when the one odd letter stands after a megabyte of plain ones', async () => {
    const lines = frenchFile.split('\r\n')
    const rows = Array.from(
      { length: 10_000 },
      (_, at) => `7;ACME;FR01;${at};Facture;EUR;1,00;1,00;05/01/2026;04/02/2026`,
    )
    const text = [
      'Code client;Nom client;Soci?;N? pi;Type;Devise;Montant;Solde;Date p;Date ech',
      ...rows,
      lines[1],
    ].join('\n')
    const ascii: Mapping = {
      ...french,
      columns: {
        clientNumber: 'Code client',
        clientName: 'Nom client',
        number: 'N? pi',
        amount: 'Montant',
        issuedOn: 'Date p',
        dueOn: 'Date ech',
      },
    }
    const { items, layout } = await read(iconv.encode(text, 'windows-1252'), ascii, '2026-03-01', 65_536)
    expect(layout.encoding).toBe('windows-1252')
    expect(items.at(-1)?.clientName).toBe('Société Générale de Café')
  })

  test('that the mapping calls UTF-8 and is not is refused', async () => {
    const bytes = iconv.encode(frenchFile, 'windows-1252')
    expect(await refusal(bytes, { ...french, encoding: 'utf-8' })).toEqual({
      code: 'notInEncoding',
      encoding: 'utf-8',
    })
  })
})

describe('a ledger over time', () => {
  const late = findPreset('late-payments')
  const header =
    'countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate'
  const ledger = [
    header,
    '391,0379-NEVHP,4/6/2013,0000611365,1/2/2013,2/1/2013,55.94,No,1/15/2013,Paper,13,0',
    '406,8976-AMJEO,3/3/2012,0007900770,1/26/2012,2/25/2012,61.7,Yes,3/3/2012,Electronic,36,6',
    '391,2820-XGXSB,1/26/2012,0009231909,7/3/2013,8/2/2013,66,No,7/8/2013,Electronic,5,0',
    '391,2820-XGXSB,1/26/2012,9231910,2/30/2013,8/2/2013,66,No,7/8/2013,Electronic,5,0',
    '',
  ].join('\r\n')

  test('gives what was open on each day, with formats told or found', async () => {
    if (!late) throw new Error('preset')
    for (const mapping of [late, { ...late, dates: 'auto', decimal: 'auto' } as const]) {
      const onDay = async (asOf: string) => {
        const { items, errors, rows } = await read(Buffer.from(ledger), mapping, asOf)
        expect(errors).toMatchObject([
          { line: 5, column: 'InvoiceDate', value: '2/30/2013', code: 'noSuchDay' },
        ])
        expect(rows).toHaveLength(4)
        return items.filter((item) => item.settledOn === null).map((item) => item.number)
      }
      expect(await onDay('2012-01-25')).toEqual([])
      expect(await onDay('2012-01-26')).toEqual(['0007900770'])
      expect(await onDay('2012-03-02')).toEqual(['0007900770'])
      expect(await onDay('2012-03-03')).toEqual([])
      expect(await onDay('2013-01-02')).toEqual(['0000611365'])
      expect(await onDay('2013-07-07')).toEqual(['0009231909'])
      expect(await onDay('2014-01-13')).toEqual([])
    }
  })
})

describe('a file is refused as a whole, in one sentence,', () => {
  const simple: Mapping = {
    ...BLANK_MAPPING,
    columns: { clientNumber: 'client', number: 'no', issuedOn: 'issued', amount: 'amount' },
    fixed: { currency: 'EUR', entity: null },
    termsDays: 30,
  }

  test.each([
    ['when it is empty', '', /empty/],
    [
      'when its columns are not those of the mapping',
      'a;b\n1;2',
      /no column “client”, “no”, “amount”, “issued”; it has “a”, “b”/,
    ],
    ['when it has one column only', 'client\n1', /choose the delimiter/],
    ['when dates can be read both ways', 'client;no;issued;amount\n1;1;01/02/2026;5', /line 2: 01\/02\/2026/],
    ['when amounts can be read both ways', 'client;no;issued;amount\n1;1;2026-01-02;5.000', /line 2: 5.000/],
    ['when it is a workbook', 'PK\u0003\u0004rest', /save it as CSV/],
    ['when a line does not end', `client;no\n${'x'.repeat(5_000_000)}`, /byte 10 does not end/],
  ])('%s', async (_, text, sentence) => {
    const understood = await understandFile(sourceOf(Buffer.from(text), 100_000), simple, '2026-03-01')
    if (!('refusal' in understood)) throw new Error('it was taken')
    expect(describeFileRefusal(understood.refusal)).toMatch(sentence)
  })

  test('when the mapping is not complete', async () => {
    expect(await refusal(Buffer.from('a;b\n1;2'), BLANK_MAPPING)).toMatchObject({ code: 'fieldsNotMapped' })
  })
})

test('a file is read as it is asked for: never much of it is in memory', async () => {
  let chunksRead = 0
  const line = '42;F-1;2026-01-05;2026-02-04;1,50\n'
  const endless: FileSource = async function* () {
    yield Buffer.from('client;no;issued;due;amount\n')
    for (chunksRead = 0; chunksRead < 400; chunksRead++) yield Buffer.from(line.repeat(500))
  }
  const mapping: Mapping = {
    ...BLANK_MAPPING,
    columns: { clientNumber: 'client', number: 'no', issuedOn: 'issued', dueOn: 'due', amount: 'amount' },
    fixed: { currency: 'EUR', entity: null },
  }
  const understood = await understandFile(endless, mapping, '2026-03-01')
  if ('refusal' in understood) throw new Error(describeFileRefusal(understood.refusal))
  let rowsRead = 0
  for await (const batch of understood.file.rows()) {
    rowsRead += batch.length
    expect(chunksRead * 500 - rowsRead).toBeLessThanOrEqual(500)
  }
  expect(rowsRead).toBe(200_000)
})
