import { cleanCell } from './cell.ts'
import { nameHeaders } from './columns.ts'
import { excelHint } from './delimiter.ts'
import type { RowError, RowErrorCode } from './row-error.ts'
import { type Split, splitCells } from './split-cells.ts'

/** A row as it stands in the file, with the line it begins on, or what makes it unreadable. */
export type ReadRow = { line: number; cells: string[] } | { line: number; error: RowError }

const MOST_LINES_IN_A_ROW = 20
const LONGEST_VALUE_SHOWN = 200

/**
 * Makes rows of the lines of a file: the first that is not blank is the header; blank rows and repetitions of the
 * header are left out. A broken quote costs its own line only: reading goes on with the next line, so that one bad
 * row cannot swallow those after it.
 */
export function createRowAssembler(delimiter: string, skipLines: number) {
  let line = 0
  let header: string[] | null = null
  let waiting: string[] = []

  function take(text: string, rows: ReadRow[]): void {
    line++
    if (line <= skipLines || (line === 1 && excelHint(text))) return
    feed(text, rows)
  }

  function feed(text: string, rows: ReadRow[]): void {
    if (waiting.length > 0 && !text.includes('"')) {
      waiting.push(text)
      if (waiting.length >= MOST_LINES_IN_A_ROW) giveUp(rows)
      return
    }
    waiting.push(text)
    const split = splitCells(waiting.length === 1 ? text : waiting.join('\n'), delimiter)
    if (split === 'open') {
      if (waiting.length >= MOST_LINES_IN_A_ROW) giveUp(rows)
    } else if (waiting.length > 1 && !fits(split)) {
      giveUp(rows)
    } else {
      const first = line - waiting.length + 1
      waiting = []
      finish(first, text, split, rows)
    }
  }

  /** The first waiting line is broken; those after it are read again on their own. */
  function giveUp(rows: ReadRow[]): void {
    const [broken = '', ...again] = waiting
    const first = line - waiting.length + 1
    waiting = []
    rows.push(unreadable(first, broken, 'openQuote'))
    const upTo = line
    line = first
    for (const text of again) {
      line++
      feed(text, rows)
    }
    line = upTo
  }

  function finish(first: number, text: string, split: Exclude<Split, 'open'>, rows: ReadRow[]): void {
    if (split === 'stray') {
      rows.push(unreadable(first, text, 'strayQuote'))
      return
    }
    const { cells } = split
    if (cells.every((cell) => cleanCell(cell) === '')) return
    if (!header) {
      header = cells
      return
    }
    if (!fits(split)) {
      const params = { found: String(cells.length), expected: String(header.length) }
      rows.push(unreadable(first, text, 'cellCount', params))
      return
    }
    if (!isHeader(cells)) rows.push({ line: first, cells })
  }

  /** Empty cells at the end, left by spreadsheets, do not count. */
  function fits(split: Split): boolean {
    if (typeof split === 'string') return false
    const { cells } = split
    return (
      !header ||
      cells.length === header.length ||
      (cells.length > header.length && cells.slice(header.length).every((cell) => cell.trim() === ''))
    )
  }

  function isHeader(cells: readonly string[]): boolean {
    return cells[0] === header?.[0] && cells.every((cell, at) => cell === (header?.[at] ?? cell))
  }

  return {
    /** Takes the next lines of the file and returns the rows that are complete with them. */
    push(lines: readonly string[]): ReadRow[] {
      const rows: ReadRow[] = []
      for (const text of lines) take(text, rows)
      return rows
    },
    end(): ReadRow[] {
      const rows: ReadRow[] = []
      while (waiting.length > 0) giveUp(rows)
      return rows
    },
    /** The names of the columns, or null before the header was seen. */
    headers(): string[] | null {
      return header && nameHeaders(header)
    },
  }
}

function unreadable(
  line: number,
  text: string,
  code: RowErrorCode,
  params: Record<string, string> = {},
): ReadRow {
  return { line, error: { line, column: null, value: text.slice(0, LONGEST_VALUE_SHOWN), code, params } }
}
