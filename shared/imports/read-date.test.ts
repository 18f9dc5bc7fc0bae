import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../base/calendar-day.ts'
import { type DecidedDateFormat, dateEvidence, dateText, readDate } from './read-date.ts'

const asOf = '2026-11-22'

function day(text: string, format: DecidedDateFormat) {
  const read = readDate(dateText(text), format, asOf)
  return 'day' in read ? read.day : read.code
}

describe('a date', () => {
  test('without padding reads as well as with it', () => {
    expect(day('1/2/2013', 'M/D/Y')).toBe('2013-01-02')
    expect(day('01/02/2013', 'D/M/Y')).toBe('2013-02-01')
    expect(day('2013-1-2', 'Y-M-D')).toBe('2013-01-02')
    expect(day('01.02.2013', 'D/M/Y')).toBe('2013-02-01')
  })

  test('that does not exist is an error of its row', () => {
    expect(day('30/02/2026', 'D/M/Y')).toBe('noSuchDay')
    expect(day('29/02/2025', 'D/M/Y')).toBe('noSuchDay')
    expect(day('29/02/2024', 'D/M/Y')).toBe('2024-02-29')
    expect(day('2026-15-06', 'Y-M-D')).toBe('noSuchDay')
    expect(day('2026-00-10', 'Y-M-D')).toBe('noSuchDay')
    expect(day('2026/99/01', 'Y-M-D')).toBe('noSuchDay')
    expect(day('32-06-2026', 'D/M/Y')).toBe('noSuchDay')
    expect(day('not-a-date', 'D/M/Y')).toBe('badDate')
    expect(day('31/12/1026', 'D/M/Y')).toBe('noSuchDay')
  })

  test('keeps its day when a time in UTC stands behind it', () => {
    expect(day('2025-04-02T00:00:00.000Z', 'Y-M-D')).toBe('2025-04-02')
    expect(day('2019-06-13 00:00:00', 'Y-M-D')).toBe('2019-06-13')
    expect(day('02/04/2025 23:59', 'D/M/Y')).toBe('2025-04-02')
  })

  test('of eight digits may have become a float', () => {
    expect(day('20190614.0', 'YYYYMMDD')).toBe('2019-06-14')
    expect(day('31122024', 'DDMMYYYY')).toBe('2024-12-31')
  })

  test('with two digits for the year lies within 79 years before and 20 after the day of the file', () => {
    expect(day('01/02/24', 'D/M/Y')).toBe('2024-02-01')
    expect(day('01/02/46', 'D/M/Y')).toBe('2046-02-01')
    expect(day('01/02/47', 'D/M/Y')).toBe('1947-02-01')
    expect(day('01/02/99', 'D/M/Y')).toBe('1999-02-01')
  })

  test('as a serial of Excel counts from 1900 or from 1904', () => {
    expect(day('45292', 'excel')).toBe('2024-01-01')
    expect(day('43830', 'excel1904')).toBe('2024-01-01')
  })

  test('of zeros only is empty', () => {
    expect(dateText('00.00.0000')).toBe('')
    expect(dateText('00000000')).toBe('')
    expect(dateText('')).toBe('')
  })

  test('comes back whatever way it was written', () => {
    const days = fc.integer({ min: -9000, max: 7000 }).map((days) => addDays(asOf, days))
    fc.assert(
      fc.property(days, fc.constantFrom('/', '.', '-', ' '), fc.boolean(), (written, separator, padded) => {
        const [y = '', m = '', d = ''] = written.split('-')
        const [month, dayOfMonth] = padded ? [m, d] : [String(Number(m)), String(Number(d))]
        expect(day([dayOfMonth, month, y].join(separator), 'D/M/Y')).toBe(written)
        expect(day([month, dayOfMonth, y].join(separator), 'M/D/Y')).toBe(written)
        expect(day([y, month, dayOfMonth].join(separator), 'Y-M-D')).toBe(written)
        expect(day([dayOfMonth, month, y.slice(2)].join(separator), 'D/M/Y')).toBe(written)
        expect(day(y + m + d, 'YYYYMMDD')).toBe(written)
      }),
    )
  })
})

test.each([
  ['13/02/2013', 'D/M/Y'],
  ['02/13/2013', 'M/D/Y'],
  ['02/03/2013', 'either'],
  ['03/03/2013', 'same'],
  ['02.03.2013', 'D/M/Y'],
  ['2013-02-03', 'Y-M-D'],
  ['20130203', 'YYYYMMDD'],
  ['41308', 'excel'],
  ['13/13/2013', 'none'],
  ['soon', 'none'],
])('%s proves %s', (text, evidence) => expect(dateEvidence(text)).toBe(evidence))
