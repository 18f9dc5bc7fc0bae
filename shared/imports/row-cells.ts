import { type CurrencyCode, currencyDigits } from '../base/amount.ts'
import type { CalendarDay } from '../base/calendar-day.ts'
import { cleanCell, comparable } from './cell.ts'
import { LONGEST_CUSTOM_VALUE } from '../base/custom-fields.ts'
import type { Column, Columns, OwnColumn } from './columns.ts'
import { currencyNamed, mayMean } from './currencies.ts'
import type { OwnFields } from './imported-item.ts'
import type { Field } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { minorUnits, takeApart } from './read-amount.ts'
import { dateText, readDate } from './read-date.ts'
import type { RowError, RowErrorCode } from './row-error.ts'
import type { AmountField, DateField, Formats } from './survey.ts'

/** All that is needed to read the rows of one file, decided before the first of them is read. */
export type RowReading = {
  mapping: Mapping
  columns: Columns
  own: readonly OwnColumn[]
  formats: Formats
  asOf: CalendarDay
}

export type RowCells = ReturnType<typeof createRowCells>

const LONGEST = { number: 100, text: 300 }

/** The cells of one row by field, each read once; what is wrong with them collects in `errors`. */
export function createRowCells(
  line: number,
  cells: readonly string[],
  { mapping, columns, own, formats, asOf }: RowReading,
) {
  const errors: RowError[] = []
  const failedFields = new Set<Field>()

  function cell(field: Field): string {
    const column = columns[field]
    return column ? cleanCell(cells[column.at]) : ''
  }

  function fail(field: Field, code: RowErrorCode, params: Record<string, string> = {}): null {
    failedFields.add(field)
    note(columns[field], code, params)
    return null
  }

  function note(column: Column | undefined, code: RowErrorCode, params: Record<string, string>): void {
    errors.push({
      line,
      column: column?.header ?? null,
      value: column ? (cells[column.at] ?? '') : '',
      code,
      params,
    })
  }

  /** The company's own fields of the item, or of its client, that the file has a column for; null where a cell is empty. */
  function ownFields(of: OwnColumn['of']): OwnFields {
    const fields: Record<string, string | null> = {}
    for (const column of own) {
      if (column.of !== of) continue
      const value = cleanCell(cells[column.at]).toWellFormed()
      if (value.length > LONGEST_CUSTOM_VALUE)
        note(column, 'tooLong', { limit: String(LONGEST_CUSTOM_VALUE) })
      fields[column.name] = value === '' ? null : value
    }
    return fields
  }

  function text(field: Field, limit = LONGEST.text): string | null {
    const value = cell(field)
    if (value === '') return null
    return value.length > limit ? fail(field, 'tooLong', { limit: String(limit) }) : value
  }

  /** A number that names something: kept as text, leading zeros and all. */
  function identifier(field: Field): string {
    const value = text(field, LONGEST.number)
    if (value === null) {
      if (!failedFields.has(field)) fail(field, 'missing')
      return ''
    }
    if (/^\d([.,]\d+)?E\+\d+$/i.test(value)) fail(field, 'shortened')
    return value
  }

  function date(field: DateField): CalendarDay | null {
    const written = dateText(cell(field))
    const format = formats.dates[field]
    if (written === '' || !format) return null
    const read = readDate(written, format, asOf)
    return 'day' in read ? read.day : fail(field, read.code, { format })
  }

  function currency(): CurrencyCode | null {
    const written = cell('currency')
    if (written === '') return mapping.fixed.currency ?? fail('currency', 'missing')
    return currencyNamed(written) ?? fail('currency', 'unknownCurrency')
  }

  /** Minor units with the sign the cell gives them; null when it is empty or wrong. */
  function amount(field: AmountField, currencyCode: CurrencyCode): number | null {
    if (cell(field) === '') return null
    const written = takeApart(cell(field))
    if (!written) return fail(field, 'badAmount')
    if (written.currency !== null && !mayMean(written.currency, currencyCode)) {
      return fail(field, 'currencyMismatch', { currency: currencyCode })
    }
    const decimal = formats.decimals[field] ?? '.'
    const digits = currencyDigits(currencyCode)
    const read = minorUnits(written.number, decimal, mapping.thousands, digits)
    if ('code' in read)
      return fail(field, read.code, { decimal, digits: String(digits), currency: currencyCode })
    return written.negative && read.minor !== 0 ? -read.minor : read.minor
  }

  return {
    errors,
    fail,
    failed: (field: Field) => failedFields.has(field),
    cell,
    text,
    identifier,
    date,
    currency,
    amount,
    ownFields,
  }
}

/** Finds a value of the file among the words of a mapping. */
export function lookUp<T>(values: Readonly<Record<string, T>>, written: string): T | undefined {
  if (Object.hasOwn(values, written)) return values[written]
  const word = comparable(written)
  return Object.entries(values).find(([value]) => comparable(value) === word)?.[1]
}
