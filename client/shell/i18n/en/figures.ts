import type { Family } from '#shared/words/catalogue.ts'

export const figures = {
  title: 'Figures',
  label: 'Figures: {text}',
  open: 'How they are counted',
  outstanding: 'Outstanding',
  overdue: 'Overdue',
  disputed: 'Disputed',
  rate: 'Dispute rate',
  rateByCount: 'by count',
  inCurrency: '{n} currency, shown in {currency} | {n} currencies, shown in {currency}',
  provisional: 'Provisional: your changes are counted in and the server has not confirmed them yet.',
  catchingUp: 'Still catching up: some clients are missing.',
  unconverted: 'Without an exchange rate, so not in the sum: {currencies}.',
  together: 'Together, in {currency}',
  perCurrency: 'By currency',
  items: '{n} open item | {n} open items',
  disputedItems: '{n} disputed | {n} disputed',
  none: 'Nothing is open.',
  formulas: {
    title: 'How they are counted',
    outstanding: 'The open balance of all open items; credits and unallocated payments count against it.',
    overdue: 'What of it was due before today. Due today is not overdue.',
    disputed:
      'The disputed amounts of open items whose status is a dispute; without a smaller amount, the whole open balance.',
    rate: 'Disputed divided by outstanding; by count, disputed items divided by open items.',
    conversion: 'Each item is converted with the rate of today, then summed.',
  },
} as const satisfies Family
