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
  work: null,
}
const rita = {
  id: 'rita',
  name: 'Rita',
  email: 'rita@example.test',
  role: 'resolver' as const,
  entity: null,
  departmentId: null,
  criteria: [],
  absence: null,
  active: true,
  version: 1,
}
const question = {
  id: 'q',
  state: 'open' as const,
  question: 'Was it broken?',
  amountMinor: null,
  currency: null,
  dueOn: TODAY,
  askedBy: 'ana',
  asked: [{ type: 'person' as const, id: 'rita' }],
  decided: [],
}
const work = {
  plan: null,
  promise: null,
  validation: null,
  creditNote: null,
  pending: [question],
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

test('before all, the next step is to answer what waits for who looks', () => {
  expect(stepOfCase({ ...aCase, resolverId: null, work }, TODAY, rita)).toBe('answer')
  expect(stepOfCase({ ...aCase, work }, TODAY, { ...rita, id: 'rico' })).toBe('comment')
})

test('the next step is somebody to resolve it, its close, a new date, or a word', () => {
  expect(stepOfCase({ ...aCase, resolverId: null }, TODAY, rita)).toBe('assign')
  expect(stepOfCase({ ...aCase, amounts: [] }, TODAY, rita)).toBe('close')
  expect(stepOfCase({ ...aCase, dueOn: '2026-11-20' }, TODAY, rita)).toBe('reschedule')
  expect(stepOfCase(aCase, TODAY, rita)).toBe('comment')
})
