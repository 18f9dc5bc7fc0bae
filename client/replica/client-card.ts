import type { CurrencyCode } from '#shared/base/amount.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { isOpenAction } from '#shared/actions/action.ts'
import type { FileKind } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import {
  type CurrencyFigures,
  type Figures,
  emptyFigures,
  figuresInCompanyCurrency,
  figuresOf,
  rateOn,
} from '#shared/figures/client-figures.ts'
import type { Document } from '#shared/documents/document.ts'
import { type Item, isOpen } from '#shared/items/item.ts'
import { type Parked, deciderOf, isWaiting } from '#shared/parked/parked.ts'
import type { FileId } from './file-id.ts'

/** What lists, totals and search need of a file, derived from it so that none of them opens a file. */
export type ClientCard = {
  fileId: FileId
  kind: FileKind
  clientId: string
  name: string
  number: string
  entity: string | null
  collectorId: string | null
  salesId: string | null
  scenarioId: string | null
  /** Per currency, of the file's open items; those of a case file are not the client's totals. */
  figures: Figures
  /** The same in the company's currency; currencies without a rate are in `unconverted`. */
  converted: CurrencyFigures
  unconverted: CurrencyCode[]
  /** Rates the conversion was made with. */
  rateKey: string
  openActionCount: number
  /** What waits in the file for somebody's decision, and whose. */
  parked: ParkedCard[]
  openItems: Pick<Item, 'id' | 'number' | 'currency' | 'balanceMinor'>[]
  /** Those that count: withdrawn ones do not. */
  documents: Pick<Document, 'id' | 'name' | 'type' | 'actionId'>[]
}

/** `deciderId` is null where whoever runs the company is to decide. */
export type ParkedCard = { row: Parked; deciderId: string | null }

/** A card as one sees it: provisional while entries of one's own on the file wait for the server. */
export type SeenCard = ClientCard & { isProvisional: boolean }

type Made = { given: Figures | null; company: Company; today: CalendarDay; card: ClientCard }

/** The last card of each file: a page is shown, written and read with the same one. */
const made = new WeakMap<ClientFile, Made>()

/** The server's figures are taken where it gave them; without them they are counted from the items. */
export function cardOf(
  file: ClientFile,
  kind: FileKind,
  fileId: FileId,
  given: Figures | null,
  company: Company,
  today: CalendarDay,
): ClientCard {
  const known = made.get(file)
  const isSame = known?.given === given && known.company === company && known.today === today
  if (isSame && known.card.fileId === fileId && known.card.kind === kind) return known.card
  const card = countedCard(file, kind, fileId, given, company, today)
  made.set(file, { given, company, today, card })
  return card
}

function countedCard(
  file: ClientFile,
  kind: FileKind,
  fileId: FileId,
  given: Figures | null,
  company: Company,
  today: CalendarDay,
): ClientCard {
  const { client } = file
  // A closed case keeps the items it closed with, and they may sit in another case: it counts for nothing.
  const counted = kind === 'client' || file.actions.some(isOpenAction) ? file.items : []
  return {
    fileId,
    kind,
    clientId: client.id,
    name: client.name,
    number: client.number,
    entity: client.entity,
    collectorId: client.collectorId,
    salesId: client.salesId,
    scenarioId: client.scenarioId,
    figures: given ?? figuresOf(counted, company),
    ...(inCompanyCurrencyAlready(given, company) ?? figuresInCompanyCurrency(counted, company, today)),
    rateKey: rateKeyOf(company, today),
    openActionCount: file.actions.filter(isOpenAction).length,
    parked: file.parked.filter(isWaiting).map((row) => ({ row, deciderId: deciderOf(row, file) })),
    openItems: file.items
      .filter(isOpen)
      .map(({ id, number, currency, balanceMinor }) => ({ id, number, currency, balanceMinor })),
    documents: file.documents
      .filter(({ removed, withdrawn }) => !removed && withdrawn === null)
      .map(({ id, name, type, actionId }) => ({ id, name, type, actionId })),
  }
}

/** Where all is in the company's currency, the server has counted it: a long file is not gone through for the same sums. */
function inCompanyCurrencyAlready(given: Figures | null, { currency }: Company) {
  if (given === null || given.some((part) => part.currency !== currency)) return null
  return { converted: given[0] ?? emptyFigures(currency), unconverted: [] }
}

/** Changes when a rate in force changes, by a setting or by the day. */
export function rateKeyOf(company: Company, today: CalendarDay): string {
  const currencies = [...new Set(company.exchangeRates.map(({ data }) => data.from))].sort()
  const rates = currencies.map((from) => `${from}=${rateOn(company, from, today) ?? ''}`)
  return [company.currency, ...rates].join(' ')
}
