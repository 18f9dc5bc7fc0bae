import { comparable } from './cell.ts'
import { nameHeaders } from './columns.ts'
import { DELIMITERS, type Delimiter } from './mapping.ts'
import { splitCells } from './split-cells.ts'

export type DecidedDelimiter = Exclude<Delimiter, 'auto'>

const EXCEL_HINT = /^sep=([,;|\t])$/i

/** The delimiter Excel names in a line `sep=;` above the header, or null. */
export function excelHint(firstLine: string): DecidedDelimiter | null {
  const named = EXCEL_HINT.exec(firstLine.trimEnd() === 'sep=' ? firstLine : firstLine.trim())?.[1]
  return candidates().find((delimiter) => delimiter === named) ?? null
}

/**
 * The delimiter of a file, from its first lines, the header first. The one that yields most of the wanted columns
 * wins; without any, the one that splits most lines into as many cells as the header. Null: no line is split by any.
 */
export function detectDelimiter(
  lines: readonly string[],
  wantedColumns: readonly string[],
): DecidedDelimiter | null {
  const wanted = new Set(wantedColumns.map(comparable))
  let best: { delimiter: DecidedDelimiter; found: number; agreeing: number; width: number } | null = null
  for (const delimiter of candidates()) {
    const [header = [], ...rows] = lines.map((line) => cellsOf(line, delimiter))
    if (header.length < 2) continue
    const found = nameHeaders(header).filter((name) => wanted.has(comparable(name))).length
    const agreeing = rows.filter((row) => row.length === header.length).length
    const score = { delimiter, found, agreeing, width: header.length }
    if (!best || isBetter(score, best)) best = score
  }
  return best?.delimiter ?? null
}

type Score = { found: number; agreeing: number; width: number }

function isBetter(a: Score, b: Score): boolean {
  if (a.found !== b.found) return a.found > b.found
  if (a.agreeing !== b.agreeing) return a.agreeing > b.agreeing
  return a.width > b.width
}

function cellsOf(line: string, delimiter: string): string[] {
  const split = splitCells(line, delimiter)
  return typeof split === 'string' ? [] : split.cells
}

function candidates(): DecidedDelimiter[] {
  return DELIMITERS.filter((delimiter) => delimiter !== 'auto')
}
