import { describe, expect, test } from 'vitest'
import {
  amountParts,
  amountText,
  clockText,
  dayText,
  percentText,
  relativeDayText,
  type FormatPreferences,
} from './format.ts'

const english: FormatPreferences = {
  language: 'en-GB',
  numberFormat: 'language',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
}
const french: FormatPreferences = { ...english, language: 'fr-FR' }

describe('an amount', () => {
  test('has the decimals of its currency', () => {
    expect(amountText(412_000, 'EUR', english)).toBe('€4,120.00')
    expect(amountText(1_280_000, 'JPY', english)).toBe('JP¥1,280,000')
    expect(amountText(1_204_500, 'KWD', english)).toBe('KWD\u00a01,204.500')
  })

  test('stands as the language writes it', () => {
    expect(amountText(412_000, 'EUR', french)).toBe('4\u00a0120,00\u00a0€')
  })

  test('has the separators the person chose, whatever the language', () => {
    expect(amountText(412_000, 'EUR', { ...french, numberFormat: '1.234,56' })).toBe('4.120,00\u00a0€')
    expect(amountText(412_000, 'EUR', { ...english, numberFormat: "1'234.56" })).toMatch(/^€4[’']120\.00$/)
  })

  test('has a real minus, in front of everything', () => {
    expect(amountText(-31_000, 'EUR', english)).toBe('−€310.00')
    expect(amountText(-31_000, 'EUR', french)).toBe('−310,00\u00a0€')
  })

  test('says a plus only when asked, and never a sign before zero', () => {
    expect(amountParts(31_000, 'EUR', english, { signed: true }).sign).toBe('+')
    expect(amountParts(31_000, 'EUR', english).sign).toBe('')
    expect(amountParts(-4, 'EUR', english, { whole: true }).sign).toBe('')
  })

  test('of twelve digits is exact to the cent', () => {
    expect(amountText(99_999_999_999_999, 'EUR', english)).toBe('€999,999,999,999.99')
  })

  test('as a total drops its decimals', () => {
    expect(amountText(4_821_049, 'EUR', english)).toBe('€48,210.49')
    expect(amountParts(4_821_049, 'EUR', english, { whole: true }).number).toBe('48,210')
  })
})

describe('a share', () => {
  test('has one decimal', () => {
    expect(percentText(0.098, english)).toBe('9.8%')
    expect(percentText(0.098, french)).toBe('9,8\u00a0%')
  })

  test('of nothing is a dash', () => {
    expect(percentText(null, english)).toBe('–')
  })
})

describe('a day', () => {
  test('names the year only when it is not this one', () => {
    expect(dayText('2026-12-03', english, 'short', '2026-11-22')).toBe('3 Dec')
    expect(dayText('2027-01-04', english, 'short', '2026-11-22')).toBe('4 Jan 2027')
  })

  test('is the same day in every time zone', () => {
    expect(dayText('2026-12-03', { ...english, timeZone: 'Pacific/Kiritimati' }, 'short', '2026-11-22')).toBe(
      '3 Dec',
    )
  })

  test('is said from today', () => {
    expect(relativeDayText('2026-11-23', '2026-11-22', english)).toBe('tomorrow')
    expect(relativeDayText('2026-11-19', '2026-11-22', french)).toBe('il y a 3 jours')
  })
})

test('a clock is read in the time zone of the company', () => {
  expect(clockText(Date.UTC(2026, 10, 22, 8, 12), english)).toBe('09:12')
})
