import type { CurrencyCode } from '../base/amount.ts'
import type { ItemKind } from '../items/item.ts'
import { type RowCells, type RowReading, lookUp } from './row-cells.ts'
import type { AmountField } from './survey.ts'

export type OwedAmounts = { kind: ItemKind; amountMinor: number; balanceMinor: number }

/**
 * Amount and balance of a row as the client owes them, and the kind that goes with their sign: what comes from the
 * kind of item, the sign in the file, a direction column or two columns ends in one signed number.
 * Null when the row does not tell; the reason is then among its errors.
 */
export function owedAmounts(
  row: RowCells,
  reading: RowReading,
  currency: CurrencyCode,
  given: ItemKind,
): OwedAmounts | null {
  const { columns } = reading
  const errorsBefore = row.errors.length
  const owed =
    columns.debit && columns.credit
      ? fromTwoSides(row, currency)
      : owedIn('amount', row, reading, currency, given)
  const balance = owedIn('balance', row, reading, currency, given)
  if (row.errors.length > errorsBefore) return null
  if (owed === null && balance === null) {
    return row.fail(columns.amount ? 'amount' : columns.balance ? 'balance' : 'debit', 'missing')
  }
  const amountMinor = owed ?? balance ?? 0
  const unsigned = columns.debit !== undefined && amountMinor < 0 && balance !== null && balance > 0
  return {
    kind: kindFor(given, amountMinor),
    amountMinor,
    balanceMinor: balance === null ? amountMinor : unsigned ? -balance : balance,
  }
}

export function isCredit(kind: ItemKind): boolean {
  return kind === 'creditNote' || kind === 'payment' || kind === 'otherCredit'
}

function owedIn(
  field: AmountField,
  row: RowCells,
  { mapping, columns }: RowReading,
  currency: CurrencyCode,
  given: ItemKind,
): number | null {
  const value = row.amount(field, currency)
  if (value === null) return null
  if (columns.direction) {
    const side = lookUp(mapping.directions, row.cell('direction'))
    if (!side) return row.failed('direction') ? null : row.fail('direction', 'unknownDirection')
    if (side === 'debit' && value < 0) return row.fail(field, 'contradictoryDirection')
    return side === 'credit' ? negative(value) : value
  }
  if (mapping.sign === 'inverted') return value === 0 ? 0 : -value
  return mapping.sign === 'byKind' && isCredit(given) ? negative(value) : value
}

/** Some files write debits as negative numbers; which column it stands in decides. */
function fromTwoSides(row: RowCells, currency: CurrencyCode): number | null {
  const debit = row.amount('debit', currency)
  const credit = row.amount('credit', currency)
  if (debit === null && credit === null) return null
  if (debit && credit) return row.fail('credit', 'bothSides')
  return credit ? negative(credit) : Math.abs(debit ?? 0)
}

function negative(value: number): number {
  return value === 0 ? 0 : -Math.abs(value)
}

/** A negative invoice is a credit note; a credit that is owed is another debit. */
function kindFor(given: ItemKind, owed: number): ItemKind {
  if (owed < 0 && !isCredit(given)) return given === 'invoice' ? 'creditNote' : 'otherCredit'
  return owed > 0 && isCredit(given) ? 'otherDebit' : given
}
