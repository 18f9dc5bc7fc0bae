import { expect, test } from 'vitest'
import { must } from '../base/must.ts'
import { aClientFile, anInvoice } from '../testing/a-client-file.ts'
import { DEFAULT_MESSAGES } from './default-messages.ts'
import { preparedText } from './prepared-text.ts'

test('a reminder names each item with its due day and balance, and the sum of each currency', () => {
  const items = [
    anInvoice('F1', { dueOn: '2026-10-01', balanceMinor: 12_000 }),
    anInvoice('F2', { dueOn: '2026-10-11', balanceMinor: 3_050 }),
  ]
  const { client } = aClientFile({ items })
  const { subject, body } = preparedText(must(DEFAULT_MESSAGES[0], 'a text'), {
    client,
    items,
    me: 'Ana',
    company: 'Verdier',
    today: '2026-11-23',
    language: 'en',
    amount: (minor, currency) => `${(minor / 100).toFixed(2)} ${currency}`,
    day: (day) => day,
  })
  expect(subject).toBe(`Open invoices, ${client.name}`)
  expect(body).toContain('F1 · 2026-10-01 · 120.00 EUR\nF2 · 2026-10-11 · 30.50 EUR')
  expect(body).toContain('Total: 150.50 EUR')
  expect(body).not.toMatch(/\{[a-zA-Z]+\}/)
})
