import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { amountsOf } from '../agenda/agenda-row.ts'
import type { Client } from '../clients/client.ts'
import type { MessageTemplate } from '../company/settings.ts'
import { wordIn } from '../company/words.ts'
import type { Item } from '../items/item.ts'
import type { Language } from '../people/preferences.ts'
import { filled } from '../templates/filled.ts'
import type { MessageVariable } from './message.ts'

export type PreparedText = { subject: string; body: string }

export type Writing = {
  client: Client
  /** Those the step is about, oldest first. */
  items: readonly Item[]
  /** Who writes, and for which company. */
  me: string
  company: string
  today: CalendarDay
  language: Language
  /** How amounts and days are written in that language. */
  amount: (minor: number, currency: CurrencyCode) => string
  day: (day: CalendarDay) => string
}

/** The text of a step, written for a client: whoever sends it copies, shares or prints it. */
export function preparedText({ data }: MessageTemplate, writing: Writing): PreparedText {
  const values = valuesOf(writing)
  const written = (words: MessageTemplate['data']['body']) => filled(wordIn(words, writing.language), values)
  return { subject: written(data.subject), body: written(data.body) }
}

function valuesOf(writing: Writing): Record<MessageVariable, string> {
  const { client, items, amount, day } = writing
  const oldest = items.reduce((first, item) => (first && first <= item.dueOn ? first : item.dueOn), '')
  return {
    client: client.name,
    clientNumber: client.number,
    items: items
      .map(({ number, dueOn, balanceMinor, currency }) =>
        [number, day(dueOn), amount(balanceMinor, currency)].join(' · '),
      )
      .join('\n'),
    count: String(items.length),
    amount: amountsOf(items)
      .map(({ minor, currency }) => amount(minor, currency))
      .join(' + '),
    due: oldest === '' ? '' : day(oldest),
    me: writing.me,
    company: writing.company,
    today: day(writing.today),
  }
}
