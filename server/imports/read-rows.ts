import iconv from 'iconv-lite'
import { type ReadRow, createRowAssembler } from '#shared/imports/assemble-rows.ts'
import { detectDelimiter, excelHint } from '#shared/imports/delimiter.ts'
import type { FileRefusal } from '#shared/imports/file-refusal.ts'
import type { Mapping } from '#shared/imports/mapping.ts'
import type { FileSource } from './file-source.ts'
import { type FileScan, scanFile } from './scan-file.ts'

/** How the text of a file is cut into rows, decided from its bytes and first lines. */
export type FileLayout = Omit<FileScan, 'head'> & {
  delimiter: string
  newline: '\n' | '\r'
  skipLines: number
  headers: string[]
}

const LINES_TO_DETECT_BY = 50

/** Decides encoding, line ends, delimiter and header of a file. */
export async function layOut(
  source: FileSource,
  mapping: Mapping,
): Promise<{ layout: FileLayout; firstRows: ReadRow[] } | { refusal: FileRefusal }> {
  const scanned = await scanFile(source, mapping.encoding)
  if ('refusal' in scanned) return scanned
  const { head, ...scan } = scanned.scan
  const text = iconv.decode(Buffer.from(head), scan.encoding)
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const all = text.split(newline).map(withoutReturn)
  // The head may end in the middle of a line.
  const lines = scan.bytes > head.length ? all.slice(0, -1) : all
  const hint = excelHint(lines[0] ?? '')
  const { skipLines } = mapping
  const shown = lines.slice(Math.max(skipLines, hint ? 1 : 0)).filter((line) => line.trim() !== '')
  const wanted = [...Object.values(mapping.columns), ...(mapping.custom ?? []).map(({ column }) => column)]
  const detected = hint ?? detectDelimiter(shown.slice(0, LINES_TO_DETECT_BY), wanted)
  const delimiter = mapping.delimiter === 'auto' ? detected : mapping.delimiter
  if (delimiter === null) return { refusal: { code: 'oneColumn', header: (shown[0] ?? '').slice(0, 100) } }
  const assembler = createRowAssembler(delimiter, skipLines)
  const firstRows = assembler.push(lines)
  const headers = assembler.headers()
  if (!headers) return { refusal: { code: 'empty' } }
  if (headers.length === 1) return { refusal: { code: 'oneColumn', header: headers[0] ?? '' } }
  return { layout: { ...scan, delimiter, newline, skipLines, headers }, firstRows }
}

/** The rows below the header, in batches, with never more than a chunk of the file in memory. */
export async function* readRows(source: FileSource, layout: FileLayout): AsyncGenerator<ReadRow[]> {
  const decoder = iconv.getDecoder(layout.encoding)
  const assembler = createRowAssembler(layout.delimiter, layout.skipLines)
  let rest = ''
  for await (const chunk of source()) {
    const lines = (rest + decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))).split(
      layout.newline,
    )
    rest = lines.pop() ?? ''
    const rows = assembler.push(lines.map(withoutReturn))
    if (rows.length > 0) yield rows
  }
  rest += decoder.end() ?? ''
  const rows = assembler.push(rest === '' ? [] : [withoutReturn(rest)])
  rows.push(...assembler.end())
  if (rows.length > 0) yield rows
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
