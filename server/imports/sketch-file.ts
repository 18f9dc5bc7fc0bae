import { type Mapping } from '#shared/imports/mapping.ts'
import { BLANK_MAPPING } from '#shared/imports/new-mapping.ts'
import { suggestMapping } from '#shared/imports/suggest-mapping.ts'
import type { UploadAnswer } from '#shared/protocol/imports.ts'
import type { FileSource } from './file-source.ts'
import { layOut } from './read-rows.ts'

const ROWS_SHOWN = 10
const CELL_SHOWN = 100

/** What the beginning of a file shows before anybody has said how to read it. */
export async function sketchFile(
  source: FileSource,
  mapping: Mapping = BLANK_MAPPING,
): Promise<UploadAnswer['sketch']> {
  const laidOut = await layOut(source, mapping)
  if ('refusal' in laidOut) return laidOut
  const { headers, encoding, delimiter } = laidOut.layout
  const rows = laidOut.firstRows.flatMap((row) => ('cells' in row ? [row.cells] : [])).slice(0, ROWS_SHOWN)
  return {
    encoding,
    delimiter,
    headers,
    rows: rows.map((cells) => cells.map((cell) => cell.slice(0, CELL_SHOWN))),
    suggested: suggestMapping(headers),
  }
}
