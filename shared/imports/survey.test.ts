import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../base/calendar-day.ts'
import { findColumns } from './columns.ts'
import { describeFileRefusal } from './file-refusal.ts'
import { type Mapping } from './mapping.ts'
import { BLANK_MAPPING } from './new-mapping.ts'
import { createSurvey } from './survey.ts'

const mapping: Mapping = {
  ...BLANK_MAPPING,
  columns: {
    clientNumber: 'client',
    number: 'no',
    issuedOn: 'issued',
    dueOn: 'due',
    amount: 'amount',
    balance: 'balance',
  },
  fixed: { currency: 'EUR', entity: null },
}
const headers = ['client', 'no', 'issued', 'due', 'amount', 'balance']

type Row = { issued?: string; due?: string; amount?: string; balance?: string }

function survey(rows: Row[], changes: Partial<Mapping> = {}) {
  const used = { ...mapping, ...changes }
  const found = findColumns(used, headers)
  if ('refusal' in found) throw new Error(found.refusal.code)
  const survey = createSurvey(used, found.columns)
  rows.forEach((row, at) => {
    survey.see(at + 2, [
      'C',
      String(at),
      row.issued ?? '',
      row.due ?? '',
      row.amount ?? '',
      row.balance ?? '',
    ])
  })
  return survey.decide()
}

function refusalOf(rows: Row[]) {
  const decided = survey(rows)
  return 'refusal' in decided ? decided.refusal : null
}

describe('dates left to the file', () => {
  test('are decided by the column: one day above 12 settles all of its rows', () => {
    const decided = survey([{ issued: '1/2/2013' }, { issued: '1/26/2013' }])
    expect(decided).toMatchObject({ formats: { dates: { issuedOn: 'M/D/Y' } } })
  })

  test('in a column that proves nothing follow the other date columns', () => {
    const decided = survey([{ issued: '26/01/2013', due: '01/02/2013' }])
    expect(decided).toMatchObject({ formats: { dates: { issuedOn: 'D/M/Y', dueOn: 'D/M/Y' } } })
  })

  test('may have another shape in each column', () => {
    const decided = survey([{ issued: '2019-05-30 00:00:00', due: '20190614.0' }])
    expect(decided).toMatchObject({ formats: { dates: { issuedOn: 'Y-M-D', dueOn: 'YYYYMMDD' } } })
  })

  test('are refused when every row can be read both ways', () => {
    const refusal = refusalOf([{ issued: '03/03/2013' }, { issued: '01/02/2013' }])
    expect(refusal).toMatchObject({ code: 'datesUndecided', column: 'issued', sample: '01/02/2013', line: 3 })
  })

  test('that read alike both ways need no decision', () => {
    expect(refusalOf([{ issued: '03/03/2013' }])).toBeNull()
  })

  test('are refused when half of the column is day first and half month first', () => {
    const refusal = refusalOf([{ issued: '13/02/2013' }, { issued: '02/13/2013' }])
    expect(refusal).toMatchObject({ code: 'datesMixed', lines: [2, 3] })
    expect(refusal && describeFileRefusal(refusal)).toContain('line 2: 13/02/2013; line 3: 02/13/2013')
  })

  test('of one odd row in hundreds do not stop the file', () => {
    const rows = Array.from({ length: 300 }, () => ({ issued: '02/13/2013' }))
    expect(survey([...rows, { issued: '31/12/2013' }])).toMatchObject({
      formats: { dates: { issuedOn: 'M/D/Y' } },
    })
  })

  test('follow the mapping where it says', () => {
    expect(survey([{ issued: '01/02/2013' }], { dates: 'M/D/Y' })).toMatchObject({
      formats: { dates: { issuedOn: 'M/D/Y' } },
    })
  })

  test('are read as they were written or refused, never swapped', () => {
    const days = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(days, fc.boolean(), (offsets, dayFirst) => {
        const rows = offsets.map((offset) => {
          const [y, m, d] = addDays('2018-01-01', offset).split('-')
          return { issued: dayFirst ? `${d}/${m}/${y}` : `${m}/${d}/${y}` }
        })
        const decided = survey(rows)
        const harmless = rows.every(({ issued }) => issued.slice(0, 2) === issued.slice(3, 5))
        if ('formats' in decided && !harmless) {
          expect(decided.formats.dates.issuedOn).toBe(dayFirst ? 'D/M/Y' : 'M/D/Y')
        }
      }),
    )
  })
})

describe('amounts left to the file', () => {
  test('are decided by the column, so that one decimal is not taken for thousands', () => {
    expect(survey([{ amount: '1.234,50' }, { amount: '110,7' }, { amount: '3.000' }])).toMatchObject({
      formats: { decimals: { amount: ',' } },
    })
  })

  test('in a column that proves nothing follow the other amount columns', () => {
    expect(survey([{ amount: '9,50', balance: '1.000' }])).toMatchObject({
      formats: { decimals: { balance: ',' } },
    })
  })

  test('are refused when every row can be read both ways', () => {
    const refusal = refusalOf([{ amount: '1.000' }, { amount: '25.000' }, { amount: '7' }])
    expect(refusal).toMatchObject({ code: 'amountsUndecided', column: 'amount', sample: '1.000', line: 2 })
  })

  test('without any separator need no decision', () => {
    expect(refusalOf([{ amount: '1000' }])).toBeNull()
  })

  test('are refused when two decimal signs stand in one column', () => {
    expect(refusalOf([{ amount: '1,50' }, { amount: '1.50' }])).toMatchObject({ code: 'amountsMixed' })
  })
})
