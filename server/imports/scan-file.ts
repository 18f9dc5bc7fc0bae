import { createHash } from 'node:crypto'
import type { FileRefusal } from '#shared/imports/file-refusal.ts'
import type { Encoding } from '#shared/imports/mapping.ts'
import type { FileSource } from './file-source.ts'

export type DecidedEncoding = Exclude<Encoding, 'auto'>

/** What the bytes of a whole file say, before any of it is understood. */
export type FileScan = { encoding: DecidedEncoding; sha256: string; bytes: number; head: Uint8Array }

const HEAD_BYTES = 64 * 1024
const LONGEST_LINE_BYTES = 4 * 1024 * 1024
const NEWLINE = 0x0a
const RETURN = 0x0d

/**
 * Decides the encoding over the whole file, because the first odd letter may stand in its last line: a byte order
 * mark decides; else strictly valid UTF-8 is UTF-8; else it is Windows-1252, or what the mapping names.
 */
export async function scanFile(
  source: FileSource,
  wanted: Encoding,
): Promise<{ scan: FileScan } | { refusal: FileRefusal }> {
  const hash = createHash('sha256')
  const strict = new TextDecoder('utf-8', { fatal: true })
  const head: Uint8Array[] = []
  let bytes = 0
  let isUtf8 = true
  let lineStart = 0
  for await (const chunk of source()) {
    hash.update(chunk)
    if (bytes < HEAD_BYTES) head.push(chunk.slice(0, HEAD_BYTES - bytes))
    const lastEnd = Math.max(chunk.lastIndexOf(NEWLINE), chunk.lastIndexOf(RETURN))
    // A line that never ends would have to be held in memory as a whole.
    if (lastEnd < 0 && bytes + chunk.length - lineStart > LONGEST_LINE_BYTES) {
      return { refusal: { code: 'lineTooLong', fromByte: lineStart } }
    }
    if (lastEnd >= 0) lineStart = bytes + lastEnd + 1
    bytes += chunk.length
    if (isUtf8) isUtf8 = decodes(strict, chunk, true)
  }
  if (isUtf8) isUtf8 = decodes(strict, new Uint8Array(), false)
  if (bytes === 0) return { refusal: { code: 'empty' } }

  const start = Buffer.concat(head)
  if (start.subarray(0, 4).equals(ZIP) || start.subarray(0, 4).equals(OLD_EXCEL))
    return { refusal: { code: 'workbook' } }
  const encoding = markedEncoding(start) ?? (wanted !== 'auto' ? wanted : isUtf8 ? 'utf-8' : 'windows-1252')
  if (encoding === 'utf-8' && !isUtf8) return { refusal: { code: 'notInEncoding', encoding } }
  return { scan: { encoding, sha256: hash.digest('hex'), bytes, head: start } }
}

const ZIP = Buffer.from('504b0304', 'hex')
const OLD_EXCEL = Buffer.from('d0cf11e0', 'hex')

function markedEncoding(start: Uint8Array): DecidedEncoding | null {
  const [a, b, c] = start
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

function decodes(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream })
    return true
  } catch {
    return false
  }
}
