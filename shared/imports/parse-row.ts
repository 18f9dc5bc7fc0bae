import { type CalendarDay, addDays } from '../base/calendar-day.ts'
import type { ItemKind } from '../items/item.ts'
import type { ImportedItem } from './imported-item.ts'
import { isCredit, owedAmounts } from './owed-amounts.ts'
import { type RowCells, type RowReading, createRowCells, lookUp } from './row-cells.ts'
import type { RowError } from './row-error.ts'

/** A row that is not taken still names its item where it can, so that the item does not pass for absent. */
export type RowResult =
  | { ok: ImportedItem }
  | { ignored: 'notYetIssued'; number: string }
  | { errors: RowError[]; number: string | null }

/**
 * Reads one row as of a day, by the mapping and the formats of its file. Every fault of the row is named, not just
 * the first. A ledger row issued after the day is ignored; one settled by then comes back settled, with balance 0.
 */
export function parseRow(line: number, cells: readonly string[], reading: RowReading): RowResult {
  const { mapping, asOf } = reading
  const row = createRowCells(line, cells, reading)
  const clientNumber = row.identifier('clientNumber')
  const number = row.identifier('number')
  const currency = row.currency()
  const given = kindOf(row, mapping.kinds)
  const amounts = currency && given ? owedAmounts(row, reading, currency, given) : null
  const days = daysOf(row, amounts?.kind ?? given, mapping.termsDays)
  const settled = row.date('settledOn')
  const statusValue = row.text('status')
  const words = {
    clientName: row.text('clientName') ?? clientNumber,
    entity: row.text('entity') ?? mapping.fixed.entity,
    collector: row.text('collector'),
    email: row.text('email'),
    phone: row.text('phone'),
    ownFields: row.ownFields('item'),
    clientFields: row.ownFields('client'),
  }

  if (row.errors.length > 0 || !amounts || !currency || !days)
    return { errors: row.errors, number: row.failed('number') ? null : number }
  if (mapping.open === 'untilSettled' && days.issuedOn > asOf) return { ignored: 'notYetIssued', number }

  const settledOn = settled !== null && settled <= asOf ? settled : amounts.balanceMinor === 0 ? asOf : null
  return {
    ok: {
      ...words,
      ...amounts,
      ...days,
      clientNumber,
      number,
      currency,
      balanceMinor: settledOn === null ? amounts.balanceMinor : 0,
      settledOn,
      statusValue,
      statusKey: statusValue === null ? null : (lookUp(mapping.statuses, statusValue) ?? null),
    },
  }
}

function kindOf(row: RowCells, kinds: Readonly<Record<string, ItemKind>>): ItemKind | null {
  const written = row.cell('kind')
  if (written === '') return 'invoice'
  return lookUp(kinds, written) ?? row.fail('kind', 'unknownKind')
}

/** Without a due date of their own, credits are due when they are issued and debits after the terms. */
function daysOf(
  row: RowCells,
  kind: ItemKind | null,
  termsDays: number | null,
): { issuedOn: CalendarDay; dueOn: CalendarDay } | null {
  const issuedOn = row.date('issuedOn')
  const dueOn = row.date('dueOn')
  if (issuedOn === null) return row.failed('issuedOn') ? null : row.fail('issuedOn', 'missing')
  if (dueOn !== null) return { issuedOn, dueOn }
  if (row.failed('dueOn') || kind === null) return null
  if (isCredit(kind)) return { issuedOn, dueOn: issuedOn }
  return termsDays === null
    ? row.fail('dueOn', 'noDueDate')
    : { issuedOn, dueOn: addDays(issuedOn, termsDays) }
}
