import { expect, test } from 'vitest'
import { createCompany } from '../company/company.ts'
import { defaultSettings } from '../company/default-settings.ts'
import { ageInDays, stepOfCase, worthOf } from './case-facts.ts'

const TODAY = '2026-11-22'
const company = createCompany(
  [
    ...defaultSettings({ name: 'Test', currency: 'EUR', timeZone: 'Europe/Paris' }),
    {
      id: 'usd',
      kind: 'exchangeRate',
      data: { from: 'USD', day: '2026-01-01', rate: '0.9' },
      removed: false,
      version: 1,
    },
  ],
  [],
)
const aCase = {
  resolverId: 'rita',
  kind: 'dispute' as const,
  itemCount: 2,
  amounts: [{ currency: 'EUR', minor: 100 }],
  dueOn: TODAY,
}

test('a case is as old as its opening, a closed one as it was at its close', () => {
  expect(ageInDays({ openedOn: '2026-11-10', closedOn: null }, TODAY)).toBe(12)
  expect(ageInDays({ openedOn: '2026-11-10', closedOn: '2026-11-12' }, TODAY)).toBe(2)
})

test('what a case is worth is told in the company’s currency, without what has no rate', () => {
  const amounts = [
    { currency: 'EUR', minor: 10_000 },
    { currency: 'USD', minor: 10_000 },
    { currency: 'CHF', minor: 10_000 },
  ]
  expect(worthOf({ amounts }, company, TODAY)).toBe(19_000)
})

test('the next step is somebody to resolve it, its close, a new date, or a word', () => {
  expect(stepOfCase({ ...aCase, resolverId: null }, TODAY)).toBe('assign')
  expect(stepOfCase({ ...aCase, amounts: [] }, TODAY)).toBe('close')
  expect(stepOfCase({ ...aCase, dueOn: '2026-11-20' }, TODAY)).toBe('reschedule')
  expect(stepOfCase(aCase, TODAY)).toBe('comment')
})
