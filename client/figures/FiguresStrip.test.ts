import { mount } from '@vue/test-utils'
import { computed } from 'vue'
import { expect, test, vi } from 'vitest'
import type { CurrencyFigures } from '#shared/figures/client-figures.ts'
import { inApp } from '../shell/testing/in-app.ts'
import FiguresStrip from './FiguresStrip.vue'

vi.mock('../replica/useCompany.ts', () => ({ useCompany: () => ({ today: computed(() => '2026-11-22') }) }))

const inEuros: CurrencyFigures = {
  currency: 'EUR',
  outstandingMinor: 10_000_000,
  disputedMinor: 980_000,
  openCount: 40,
  disputedCount: 3,
  dueMinor: { '2026-11-01': 2_500_000, '2026-11-22': 7_500_000 },
}
const inYen: CurrencyFigures = { ...inEuros, currency: 'JPY', outstandingMinor: 1_280_000, disputedMinor: 0 }

test('the strip says what is outstanding, overdue and disputed, and the rate', async () => {
  const props = { figures: [inEuros], converted: inEuros }
  const text = mount(FiguresStrip, { props, global: await inApp() }).text()
  expect(text).toContain('Outstanding€100,000')
  expect(text).toContain('Overdue€25,000')
  expect(text).toContain('Disputed€9,800')
  expect(text).toContain('Dispute rate 9.8%')
})

test('several currencies are shown together, and what has no rate is named', async () => {
  const props = { figures: [inEuros, inYen], converted: inEuros, unconverted: ['JPY'] }
  const text = mount(FiguresStrip, { props, global: await inApp() }).text()
  expect(text).toContain('2 currencies, shown in EUR')
  expect(text).toContain('not in the sum: JPY')
})

test('a single currency is shown as it is', async () => {
  const props = { figures: [inYen], converted: inEuros }
  expect(mount(FiguresStrip, { props, global: await inApp() }).text()).toContain('¥1,280,000')
})

test('what the server has not confirmed is marked, and what is missing is said', async () => {
  const props = { figures: [inEuros], converted: inEuros, provisional: true, catchingUp: true }
  const text = mount(FiguresStrip, { props, global: await inApp() }).text()
  expect(text).toContain('provisional')
  expect(text).toContain('Still catching up')
})
