import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { findColumns } from '#shared/imports/columns.ts'
import type { CustomColumn } from '#shared/imports/custom-columns.ts'
import type { FileRefusal } from '#shared/imports/file-refusal.ts'
import type { Mapping } from '#shared/imports/mapping.ts'
import { type RowResult, parseRow } from '#shared/imports/parse-row.ts'
import type { RowReading } from '#shared/imports/row-cells.ts'
import { createSurvey } from '#shared/imports/survey.ts'
import type { FileSource } from './file-source.ts'
import { type FileLayout, layOut, readRows } from './read-rows.ts'

export type UnderstoodRow = { line: number; result: RowResult }

/** A file whose every decision is taken; its rows can be read as often as wanted. */
export type UnderstoodFile = {
  layout: FileLayout
  reading: RowReading
  ownAbsent: readonly CustomColumn[]
  rows: () => AsyncGenerator<UnderstoodRow[]>
}

/**
 * Understands a file by a mapping, as of a day, or says in one refusal why not. Two passes, three when a format is
 * left to be decided: bytes, formats, rows. Nothing is kept of a row but what the caller keeps.
 */
export async function understandFile(
  source: FileSource,
  mapping: Mapping,
  asOf: CalendarDay,
): Promise<{ file: UnderstoodFile } | { refusal: FileRefusal }> {
  const laidOut = await layOut(source, mapping)
  if ('refusal' in laidOut) return laidOut
  const { layout } = laidOut
  const found = findColumns(mapping, layout.headers)
  if ('refusal' in found) return found
  const survey = createSurvey(mapping, found.columns)
  if (survey.isNeeded) {
    for await (const rows of readRows(source, layout)) {
      for (const row of rows) if ('cells' in row) survey.see(row.line, row.cells)
    }
  }
  const decided = survey.decide()
  if ('refusal' in decided) return decided
  const { columns, own, ownAbsent } = found
  const reading = { mapping, columns, own, formats: decided.formats, asOf }
  return { file: { layout, reading, ownAbsent, rows: () => understoodRows(source, layout, reading) } }
}

async function* understoodRows(
  source: FileSource,
  layout: FileLayout,
  reading: RowReading,
): AsyncGenerator<UnderstoodRow[]> {
  for await (const rows of readRows(source, layout)) {
    yield rows.map((row) => ({
      line: row.line,
      result: 'error' in row ? { errors: [row.error], number: null } : parseRow(row.line, row.cells, reading),
    }))
  }
}
