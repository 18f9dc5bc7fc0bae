import { describe, expect, test } from 'vitest'
import { amountMatch } from './amount-match.ts'

function finds(text: string, minor: number, currency = 'EUR'): boolean {
  return amountMatch(text)?.(minor, currency) ?? false
}

describe('an amount is found', () => {
  test.each([
    '4120',
    '4 120',
    '4,120',
    '4.120',
    '4120.50',
    '4 120,5',
    '4’120.50',
    '4120,50 €',
    'EUR 4120',
    '-4120',
  ])('as %s', (text) => expect(finds(text, 412_050)).toBe(true))

  test('by the beginning of its whole part, from three digits on', () => {
    expect(finds('412', 412_050)).toBe(true)
    expect(finds('41', 412_050)).toBe(false)
    expect(finds('41', 4_100)).toBe(true)
  })

  test('by its decimals, where some are typed', () => {
    expect(finds('4120.6', 412_050)).toBe(false)
    expect(finds('412.5', 412_050)).toBe(false)
    expect(finds('0.50', 50)).toBe(true)
  })

  test('in currencies with none and with three decimals', () => {
    expect(finds('1 280 000', 1_280_000, 'JPY')).toBe(true)
    expect(finds('1204.50', 1_204_500, 'KWD')).toBe(true)
    expect(finds('1.204', 1_204, 'KWD')).toBe(true)
  })
})

test('words and numbers with letters are no amounts', () => {
  expect(amountMatch('Müller')).toBeNull()
  expect(amountMatch('INV-4120')).toBeNull()
  expect(amountMatch('')).toBeNull()
})
