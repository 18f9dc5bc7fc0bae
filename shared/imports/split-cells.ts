/** The cells of one record; `open` when a quoted cell goes on in the next line; `stray` at text after a closing quote. */
export type Split = { cells: string[] } | 'open' | 'stray'

/**
 * Splits one record of a delimited file. A cell that begins with a quote ends with one, and holds quotes doubled;
 * a quote anywhere else is text (`5" pipe`, `="0123"`), as accounting systems write it.
 */
export function splitCells(text: string, delimiter: string): Split {
  if (!text.includes('"')) return { cells: text.split(delimiter) }
  const cells: string[] = []
  let at = 0
  for (;;) {
    const start = skipBlanks(text, at, delimiter)
    if (text[start] !== '"') {
      const end = text.indexOf(delimiter, at)
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
      if (end < 0) return { cells }
      at = end + 1
      continue
    }
    const close = closingQuote(text, start + 1)
    if (close < 0) return 'open'
    cells.push(text.slice(start + 1, close).replaceAll('""', '"'))
    const after = skipBlanks(text, close + 1, delimiter)
    if (after >= text.length) return { cells }
    if (text[after] !== delimiter) return 'stray'
    at = after + 1
  }
}

function skipBlanks(text: string, from: number, delimiter: string): number {
  let at = from
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at++
  return at
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
