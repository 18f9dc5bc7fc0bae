import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import { currencyDigits } from '#shared/base/amount.ts'
import { idFrom } from '#shared/base/ids.ts'
import type { ItemKind } from '#shared/items/item.ts'
import type { ImportedRow } from '#shared/journal/kinds/items-imported.ts'
import type { Chance } from './chance.ts'
import type { DemoClient } from './demo-clients.ts'

/** A document of the demo's books, with what will become of it. */
export type DemoDocument = Omit<ImportedRow, 'closedOn' | 'balanceMinor' | 'sourceStatus' | 'statusId'> & {
  /** Day the customer pays it, or never within the demo's time. */
  paidOn: CalendarDay | null
  /** Part paid from a day on. */
  partPaid: { on: CalendarDay; minor: number } | null
  /** What the books say of it from a day on, and the status that is for us. */
  marked?: { on: CalendarDay; sourceStatus: string; statusId: string }
}

const DOCUMENTS_PER_CLIENT = 21

/** About 1,200 documents: mostly invoices, some credit notes, unallocated payments and other debits. */
export function demoLedger(
  clientId: string,
  client: DemoClient,
  today: CalendarDay,
  chance: Chance,
): DemoDocument[] {
  return Array.from({ length: DOCUMENTS_PER_CLIENT }, (_, index) => {
    const kind = kindOf(index, chance)
    const issuedOn = addDays(today, -chance.whole(kind === 'invoice' ? 3 : 1, kind === 'invoice' ? 150 : 50))
    const dueOn = kind === 'invoice' ? addDays(issuedOn, chance.one([30, 30, 45, 60])) : issuedOn
    const sign = kind === 'creditNote' || kind === 'payment' || kind === 'otherCredit' ? -1 : 1
    const amountMinor = sign * amountIn(client.currency, kind, chance)
    const lateDays = client.habitDays + chance.whole(-4, 25)
    const paysAtAll = kind === 'invoice' && chance.isTrue(0.72)
    const paidOn = paysAtAll && addDays(dueOn, lateDays) <= today ? addDays(dueOn, lateDays) : null
    const isPartPaid = kind === 'invoice' && !paidOn && dueOn < today && chance.isTrue(0.12)
    return {
      id: idFrom(clientId, `document ${index}`),
      number: `${PREFIX[kind]}${String(chance.whole(240_000, 269_999))}${String(index).padStart(2, '0')}`,
      kind,
      entity: client.entity,
      currency: client.currency,
      amountMinor,
      issuedOn,
      dueOn,
      fields: { 'Cost centre': COST_CENTRES[index % COST_CENTRES.length] ?? '' },
      paidOn,
      partPaid: isPartPaid ? { on: addDays(dueOn, 4), minor: Math.round(amountMinor * 0.4) } : null,
    }
  })
}

/** What the books say on a day: documents issued by then, with what is left of them. */
export function documentOn(document: DemoDocument, day: CalendarDay): ImportedRow | null {
  if (document.issuedOn > day) return null
  const { paidOn, partPaid, marked, ...books } = document
  const isPaid = paidOn !== null && paidOn <= day
  const isMarked = marked !== undefined && marked.on <= day
  const paid = partPaid && partPaid.on <= day ? partPaid.minor : 0
  return {
    ...books,
    closedOn: isPaid ? paidOn : null,
    balanceMinor: isPaid ? 0 : books.amountMinor - paid,
    sourceStatus: isMarked ? marked.sourceStatus : null,
    statusId: isMarked ? marked.statusId : null,
  }
}

const COST_CENTRES = ['4100 Fresh', '4200 Dry goods', '4300 Equipment'] as const

const PREFIX: Record<ItemKind, string> = {
  invoice: 'F',
  creditNote: 'AV',
  payment: 'RG',
  otherDebit: 'OD',
  otherCredit: 'OC',
}

function kindOf(index: number, chance: Chance): ItemKind {
  if (index === 7 || (index === 13 && chance.isTrue(0.3))) return 'creditNote'
  if (index === 11 && chance.isTrue(0.5)) return 'payment'
  if (index === 17 && chance.isTrue(0.2)) return 'otherDebit'
  return 'invoice'
}

/** Skewed as real ledgers are: many small amounts, a few large ones. */
function amountIn(currency: string, kind: ItemKind, chance: Chance): number {
  const skewed = Math.exp(5.2 + 1.1 * (chance.next() + chance.next() + chance.next() - 1.5) * 1.4)
  const euros = kind === 'invoice' ? skewed * 3.2 : skewed * 0.8
  const inCurrency = currency === 'JPY' ? euros * 165 : euros
  return Math.round(inCurrency * 10 ** currencyDigits(currency))
}
