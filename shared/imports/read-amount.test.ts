import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Thousands } from './mapping.ts'
import { type Decimal, decimalEvidence, minorUnits, takeApart } from './read-amount.ts'

function amount(text: string, decimal: Decimal, digits = 2, thousands: Thousands = 'auto') {
  const written = takeApart(text)
  if (!written) return 'not an amount'
  const read = minorUnits(written.number, decimal, thousands, digits)
  if ('code' in read) return read.code
  return written.negative ? -read.minor : read.minor
}

describe('an amount', () => {
  test('keeps its decimal comma: 9,00 is nine, 583,28 is not 58,328', () => {
    expect(amount('9,00', ',')).toBe(900)
    expect(amount('583,28', ',')).toBe(58328)
  })

  test('with a dot for thousands and no decimals is thousands: -1.000 is minus a thousand', () => {
    expect(amount('-1.000', ',')).toBe(-100000)
    expect(amount('25,000', '.')).toBe(2500000)
    expect(amount('1.355,90€', ',')).toBe(135590)
  })

  test('read with the wrong decimal sign is an error, never another amount', () => {
    expect(amount('9,00', '.')).toBe('badGrouping')
    expect(amount('583.28', ',')).toBe('badGrouping')
    expect(amount('1,355.90', ',')).toBe('badGrouping')
  })

  test('with one decimal has one decimal', () => {
    expect(amount(' -110.7 €', '.')).toBe(-11070)
    expect(amount('380115,1', ',')).toBe(38011510)
    expect(amount('300,', ',')).toBe(30000)
    expect(amount('.5', '.')).toBe(50)
  })

  test.each([
    '4380.31-',
    '(4380.31)',
    '4380.31 CR',
    '−4380.31',
    '- 4380.31',
    '4,380.31-',
    '$-4380.31',
    'EUR 4380.31-',
  ])('is negative as %s', (text) => expect(amount(text, '.')).toBe(-438031))

  test('of zero has no sign', () => {
    expect(amount('0,00', ',')).toBe(0)
  })

  test('may carry a currency, an apostrophe and zero padding', () => {
    expect(amount("'579,68 USD", ',')).toBe(57968)
    expect(amount("'8.582,07 $", ',')).toBe(858207)
    expect(amount(' 000000000007760,45', ',')).toBe(776045)
    expect(takeApart("'579,68 USD")?.currency).toBe('USD')
  })

  test.each(['1 234,56', '1\u00a0234,56', '1\u202f234,56', "1'234,56", '1’234,56', '1.234,56'])(
    'groups thousands as %s',
    (text) => expect(amount(text, ',')).toBe(123456),
  )

  test('in the Indian style has groups of two', () => {
    expect(amount('12,34,567.00', '.')).toBe(123456700)
  })

  test('groups only with the separator of the mapping', () => {
    expect(amount('1 234,56', ',', 2, ' ')).toBe(123456)
    expect(amount('1.234,56', ',', 2, ' ')).toBe('badGrouping')
    expect(amount('1.234,56', ',', 2, 'none')).toBe('badGrouping')
  })

  test('is never rounded', () => {
    expect(amount('1.005', '.')).toBe('tooManyDecimals')
    expect(amount('1.50', '.', 0)).toBe('tooManyDecimals')
    expect(amount('1.5000', '.')).toBe(150)
    expect(amount('100.00', '.', 0)).toBe(100)
    expect(amount('1.005', '.', 3)).toBe(1005)
  })

  test('too large to be exact is refused', () => {
    expect(amount('90071992547409.93', '.')).toBe('amountTooLarge')
  })

  test.each(['', 'abc', '1.5E+03', '1-2', '--5', '(-5)', '(5', '12 EUR USD', '5-CR', '1..5.'])(
    'is not “%s”',
    (text) => expect(typeof amount(text, '.')).toBe('string'),
  )

  test('comes back whatever way it was written', () => {
    const styles = fc.record({
      minor: fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }),
      digits: fc.constantFrom(0, 2, 3),
      decimal: fc.constantFrom<Decimal>('.', ','),
      group: fc.constantFrom('', 'other', ' ', "'", '\u202f'),
      minus: fc.constantFrom('before', 'after', 'brackets', 'CR'),
    })
    fc.assert(
      fc.property(styles, ({ minor, digits, decimal, group, minus }) => {
        const separator = group === 'other' ? (decimal === '.' ? ',' : '.') : group
        const plain = String(Math.abs(minor)).padStart(digits + 1, '0')
        const whole = plain.slice(0, plain.length - digits).replace(/\B(?=(\d{3})+$)/g, separator)
        const text = digits > 0 ? whole + decimal + plain.slice(-digits) : whole
        const forms = { before: `-${text}`, after: `${text}-`, brackets: `(${text})`, CR: `${text} CR` }
        const read = amount(minor < 0 ? forms[minus] : text, decimal, digits)
        expect(read === 0 ? 0 : read).toBe(minor === 0 ? 0 : minor)
      }),
    )
  })
})

describe('the decimal sign of a number', () => {
  test.each([
    ['1,234.56', '.'],
    ['1.234,56', ','],
    ['1.234.567', ','],
    ['12.5', '.'],
    ['0.125', '.'],
    ['1234.567', '.'],
    ['1 234,567', ','],
    ['1,234', 'either'],
    ['25.000', 'either'],
    ['1234', 'none'],
  ])('in %s is %s', (number, evidence) => expect(decimalEvidence(number)).toBe(evidence))
})
