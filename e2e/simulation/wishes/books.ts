import { type CalendarDay, addDays } from '#shared/base/calendar-day.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { ImportedRow } from '#shared/journal/kinds/items-imported.ts'
import type { Chance } from '../../../server/demo/chance.ts'
import { pick } from './desk.ts'
import { CLIENTS, idOf } from '../world/company.ts'

type ImportedClient = DataOf<'items.imported'>['client']
type Account = { id: string; card: ImportedClient; rows: ImportedRow[] }

/** The ledger beside the product: it goes on by itself, and tells of itself in chunks whenever an import comes. */
export class Books {
  readonly accounts: Account[]

  /**
   * `hasPast`: something was paid so long ago that it leaves the phones within days. `hasCredits`: there are credit notes
   * that answer nothing yet. `hasSuggestions`: some items have a status for which a follow-up is suggested.
   */
  constructor(
    today: CalendarDay,
    chance: Chance,
    { hasPast = false, hasCredits = false, hasSuggestions = false } = {},
  ) {
    this.accounts = CLIENTS.map(({ id, number }, index) => ({
      id,
      card: {
        number,
        name: `${number} & Co`,
        entity: null,
        scenarioId: 'scenario.standard',
        sourceCollector: index === 2 ? 'B' : 'A',
        collectorId: index === 2 ? 'ben' : 'ana',
        email: `${number}@client.example`,
        phone: null,
      },
      rows: [
        ...Array.from({ length: 3 + index }, (_, at) => anInvoice(number, at, today, chance)),
        ...(hasPast ? [paidLongAgo(number, today)] : []),
        ...(hasCredits ? [1, 2, 3].map((at) => aCreditNote(number, at, today)) : []),
        ...(hasSuggestions ? [201, 202, 203, 204].map((at) => aDispute(number, at, today, chance)) : []),
      ],
    }))
  }

  /** What the books say of an account today, after something has happened there. */
  next(account: Account, today: CalendarDay, chance: Chance): DataOf<'items.imported'> {
    const absent: string[] = []
    const row = account.rows[chance.whole(0, account.rows.length - 1)]
    const change = (fields: Partial<ImportedRow>) => {
      account.rows = account.rows.map((one) => (one === row ? { ...one, ...fields } : one))
    }
    switch (chance.whole(0, 6)) {
      case 0:
        change({ balanceMinor: 0, closedOn: today })
        break
      case 1:
        change({ balanceMinor: Math.trunc((row?.balanceMinor ?? 0) / 2) })
        break
      case 2:
        account.rows = [
          ...account.rows,
          anInvoice(account.card.number, account.rows.length + 100, today, chance),
        ]
        break
      case 3:
        if (row && account.rows.length > 2) {
          absent.push(row.id)
          account.rows = account.rows.filter((one) => one !== row)
        }
        break
      case 4:
        change(
          pick<Partial<ImportedRow>>(chance, [
            { sourceStatus: 'D', statusId: 'status.dispute' },
            { sourceStatus: 'R', statusId: 'status.disputeResolved' },
            { sourceStatus: null, statusId: null },
          ]),
        )
        break
      case 5: {
        const toBen = account.card.collectorId === 'ana'
        account.card = {
          ...account.card,
          sourceCollector: toBen ? 'B' : 'A',
          collectorId: toBen ? 'ben' : 'ana',
        }
        break
      }
      case 6:
        account.card = { ...account.card, name: `${account.card.number} ${chance.whole(1, 99)}` }
    }
    return {
      source: 'erp',
      asOf: today,
      client: account.card,
      items: account.rows,
      absent,
      appliesRules: true,
    }
  }

  /** What they say without anything having happened. */
  asTheyAre({ card, rows }: Account, today: CalendarDay): DataOf<'items.imported'> {
    return { source: 'erp', asOf: today, client: card, items: rows, absent: [], appliesRules: true }
  }
}

function paidLongAgo(client: string, today: CalendarDay): ImportedRow {
  return {
    id: idOf(`${client}/paid`),
    number: `${client}-paid`,
    kind: 'invoice',
    entity: null,
    currency: 'EUR',
    amountMinor: 4_000,
    balanceMinor: 0,
    issuedOn: addDays(today, -160),
    dueOn: addDays(today, -130),
    closedOn: addDays(today, -86),
    sourceStatus: null,
    statusId: null,
  }
}

function aDispute(client: string, at: number, today: CalendarDay, chance: Chance): ImportedRow {
  return { ...anInvoice(client, at, today, chance), sourceStatus: 'D', statusId: 'status.dispute' }
}

function aCreditNote(client: string, at: number, today: CalendarDay): ImportedRow {
  return {
    ...paidLongAgo(client, today),
    id: idOf(`${client}/credit ${at}`),
    number: `${client}-credit-${at}`,
    kind: 'creditNote',
    currency: at === 1 ? 'USD' : 'EUR',
    amountMinor: -at * 1000,
    balanceMinor: -at * 1000,
    closedOn: null,
  }
}

function anInvoice(client: string, at: number, today: CalendarDay, chance: Chance): ImportedRow {
  const isCredit = chance.isTrue(0.1)
  const amountMinor = chance.whole(10, 200) * 100 * (isCredit ? -1 : 1)
  return {
    id: idOf(`${client}/${at}`),
    number: `${client}-${at}`,
    kind: isCredit ? 'creditNote' : 'invoice',
    entity: null,
    currency: chance.isTrue(0.25) ? 'USD' : 'EUR',
    amountMinor,
    balanceMinor: amountMinor,
    issuedOn: addDays(today, -chance.whole(30, 120)),
    dueOn: addDays(today, chance.whole(-60, 20)),
    closedOn: null,
    sourceStatus: null,
    statusId: null,
  }
}
