import { expect, test } from 'vitest'
import { quickDays } from './quick-days.ts'

const t = (key: string, values?: Record<string, unknown>) => `${key}${values ? String(values['n']) : ''}`
const days = (today: string) => quickDays(today, t).map(({ day }) => day)

test('the quick days are today, tomorrow, next Monday, a week and a month from now', () => {
  expect(days('2026-11-18')).toEqual(['2026-11-18', '2026-11-19', '2026-11-23', '2026-11-25', '2026-12-18'])
})

test('on a Sunday next week begins tomorrow, and tomorrow is offered once', () => {
  expect(days('2026-11-22')).toEqual(['2026-11-22', '2026-11-23', '2026-11-29', '2026-12-22'])
})

test('on a Monday next week is a week away', () => {
  expect(days('2026-11-23')).toEqual(['2026-11-23', '2026-11-24', '2026-11-30', '2026-12-23'])
})
