import { parse as csvParse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRowAssembler } from '#shared/imports/assemble-rows.ts'

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ';', ',', ' ', '\n', "'", '1'),
  maxLength: 6,
})
const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  )

test('the rows of any well-formed file are those a strict reader finds', () => {
  fc.assert(
    fc.property(table, fc.constantFrom(';', ','), (rows, delimiter) => {
      const header = (rows[0] ?? []).map((_, at) => `h${at}`)
      const text = [header, ...rows].map((cells) => cells.map(quote).join(delimiter)).join('\n')
      const strict: string[][] = csvParse(text, { delimiter, from: 2 })
      const wanted = strict.filter((cells) => cells.some((found) => found.trim() !== ''))
      const assembler = createRowAssembler(delimiter, 0)
      const found = [...assembler.push(text.split('\n')), ...assembler.end()]
      expect(found.map((row) => ('cells' in row ? row.cells : row.error.code))).toEqual(wanted)
    }),
  )
})
