import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ReadRow, createRowAssembler } from './assemble-rows.ts'

function rowsOf(text: string, delimiter = ';', skipLines = 0): ReadRow[] {
  const assembler = createRowAssembler(delimiter, skipLines)
  return [...assembler.push(text.split('\n')), ...assembler.end()]
}

function brief(rows: ReadRow[]) {
  return rows.map((row) => ('cells' in row ? [row.line, ...row.cells] : [row.line, row.error.code]))
}

describe('rows of a file', () => {
  test('know the line they begin on', () => {
    expect(brief(rowsOf('a;b\n1;2\n\n;\n"x\ny";4\n5;6'))).toEqual([
      [2, '1', '2'],
      [5, 'x\ny', '4'],
      [7, '5', '6'],
    ])
  })

  test('may come after a preamble or the line with which Excel names the delimiter', () => {
    expect(brief(rowsOf('Open items\n2026;x;y\na;b\n1;2', ';', 2))).toEqual([[4, '1', '2']])
    expect(brief(rowsOf('sep=;\na;b\n1;2'))).toEqual([[3, '1', '2']])
  })

  test('keep quotes that are text', () => {
    expect(brief(rowsOf('a;b\n5" pipe;="0123"\n"say ""yes""";"x"'))).toEqual([
      [2, '5" pipe', '="0123"'],
      [3, 'say "yes"', 'x'],
    ])
  })

  test('with too few or too many cells are refused alone', () => {
    expect(brief(rowsOf('a;b;c\n1;2\n1;2;3\n1;2;3;4\n1;2;3;;'))).toEqual([
      [2, 'cellCount'],
      [3, '1', '2', '3'],
      [4, 'cellCount'],
      [5, '1', '2', '3', '', ''],
    ])
  })

  test('with a quote that is never closed do not swallow the rows after them', () => {
    const many = Array.from({ length: 60 }, (_, at) => `${at};x`)
    const rows = rowsOf(['a;b', '"ACME;1', ...many].join('\n'))
    expect(rows).toHaveLength(61)
    expect(brief(rows).slice(0, 2)).toEqual([
      [2, 'openQuote'],
      [3, '0', 'x'],
    ])
  })

  test('with an open quote before a quoted row lose only themselves', () => {
    expect(brief(rowsOf('a;b\n"ACME;1\n"x";2\n3;"y"\n"end;4'))).toEqual([
      [2, 'openQuote'],
      [3, 'x', '2'],
      [4, '3', 'y'],
      [5, 'openQuote'],
    ])
  })

  test('with text after a closing quote are refused alone', () => {
    expect(brief(rowsOf('a;b\n"AC"ME;1\n2;3'))).toEqual([
      [2, 'strayQuote'],
      [3, '2', '3'],
    ])
  })

  test('leave out a header that is repeated on a later page', () => {
    expect(brief(rowsOf('a;b\n1;2\na;b\n3;4'))).toEqual([
      [2, '1', '2'],
      [4, '3', '4'],
    ])
  })

  test('have a name for every column, repeated and empty ones too', () => {
    const assembler = createRowAssembler(',', 0)
    assembler.push(['\ufeffdate,amount,date,,="x"'])
    expect(assembler.headers()).toEqual(['date', 'amount', 'date (2)', 'column 4', 'x'])
  })

  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`

  test('are not changed by a broken line among them', () => {
    const word = fc
      .string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), minLength: 1, maxLength: 4 })
      .filter((text) => text.trim() !== '')
    const rows = fc.array(fc.tuple(word, word, fc.boolean()), { minLength: 1, maxLength: 40 })
    const broken = fc.constantFrom('"a;b', 'a;"b', '"a"b;c', 'a', 'a;b;c', '"')
    fc.assert(
      fc.property(rows, broken, fc.nat(), (all, line, place) => {
        const lines = all.map(([a, b, quoted]) => (quoted ? `${quote(a)};${quote(b)}` : `${a};${b}`))
        const at = place % (lines.length + 1)
        const found = rowsOf(['h1;h2', ...lines.slice(0, at), line, ...lines.slice(at)].join('\n'))
        expect(found.filter((row) => 'error' in row).map((row) => row.line)).toEqual([at + 2])
        expect(found.flatMap((row) => ('cells' in row ? [row.cells] : []))).toEqual(
          all.map(([a, b]) => [a, b]),
        )
      }),
    )
  })
})
