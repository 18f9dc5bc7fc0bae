import type { CurrencyCode } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import type { ItemKind } from '../items/item.ts'

/** Fields of the company's own as a row has them; null where the cell is empty. */
export type OwnFields = Readonly<Record<string, string | null>>

/** One row of a file, understood. Amounts are signed: credits are negative. */
export type ImportedItem = {
  clientNumber: string
  clientName: string
  entity: string | null
  number: string
  kind: ItemKind
  currency: CurrencyCode
  amountMinor: number
  balanceMinor: number
  issuedOn: CalendarDay
  dueOn: CalendarDay
  /** Set when the item is no longer open on the day of the file; the balance is 0 then. */
  settledOn: CalendarDay | null
  /** The status column as the source wrote it. */
  statusValue: string | null
  statusKey: string | null
  /** E-mail or name, as the source wrote it. */
  collector: string | null
  email: string | null
  phone: string | null
  ownFields: OwnFields
  clientFields: OwnFields
}
