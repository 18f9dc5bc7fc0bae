import { open, type FileHandle } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import { type MediaType, isAllowedType } from '#shared/documents/allowed-types.ts'
import type { RefusedBecause } from '#shared/documents/document.ts'
import { insideZip } from './inside-zip.ts'

export type Content = { type: MediaType } | { refused: RefusedBecause }

/** Enough for the signature of any type, and to see whether a text is one. */
const HEAD_BYTES = 1024 * 1024
const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
const MAX_ENTRIES = 20_000

/** What the bytes of a file are, whatever anybody says they are. `name` only tells a table from another text. */
export async function contentOf(path: string, name: string): Promise<Content> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size === 0) return { refused: 'empty' }
    const head = await readAt(file, 0, Math.min(size, HEAD_BYTES))
    const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime
    if (found === 'application/x-cfb') return oldOffice(head)
    if (isZip(head)) return await packed(file, size, head)
    if (found !== undefined) return allowed(found)
    return isText(head, size <= HEAD_BYTES)
      ? { type: /\.csv$/i.test(name) ? 'text/csv' : 'text/plain' }
      : { refused: 'typeNotAllowed' }
  } finally {
    await file.close()
  }
}

/** As `file-type` calls what is here called otherwise. */
const SAME: Readonly<Record<string, MediaType>> = {
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heif',
  'image/apng': 'image/png',
}

function allowed(mime: string): Content {
  const type = SAME[mime] ?? mime
  return isAllowedType(type) && type !== 'text/plain' ? { type } : { refused: 'typeNotAllowed' }
}

/**
 * A zip is taken only as a document of the known office formats, without programs in it. It is never unpacked here, but
 * by whoever opens it: so its own table of contents must say that it stays within bounds.
 */
async function packed(file: FileHandle, size: number, head: Uint8Array): Promise<Content> {
  const inside = await insideZip(size, (at, length) => readAt(file, at, length), MAX_ENTRIES)
  if (!inside) return { refused: 'broken' }
  const { names, unpackedBytes } = inside
  if (unpackedBytes > MAX_UNPACKED_BYTES) return { refused: 'broken' }
  if (names.some((name) => /(^|\/)vbaProject\.bin$|(^|\/)Basic\//i.test(name)))
    return { refused: 'typeNotAllowed' }
  return allowed(OFFICE.find(({ part }) => names.includes(part))?.type ?? openDocument(head))
}

const OFFICE = [
  {
    part: 'word/document.xml',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  { part: 'xl/workbook.xml', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  {
    part: 'ppt/presentation.xml',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
]

/** The first entry of an OpenDocument file is its type, not packed, so that it can be read without unpacking. */
function openDocument(head: Uint8Array): string {
  const start = Buffer.from(head.subarray(30, 30 + 100)).toString('latin1')
  return (
    /^mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))PK/.exec(
      start,
    )?.[1] ?? ''
  )
}

function oldOffice(head: Uint8Array): Content {
  const bytes = Buffer.from(head)
  const has = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'))
  if (has('_VBA_PROJECT')) return { refused: 'typeNotAllowed' }
  if (has('WordDocument')) return { type: 'application/msword' }
  if (has('Workbook') || has('Book\u0000')) return { type: 'application/vnd.ms-excel' }
  return { refused: 'typeNotAllowed' }
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5)
}

/** What a browser or a shell would run, if it were told that it is something else. */
const PROGRAM = /^\s*(?:<[!?/a-z]|#!|@echo|MZ|%!PS)/i

const UNPRINTABLE = /[^\P{Cc}\s]/u

/** Printable, in UTF-8, UTF-16 with its mark or an older code page, and no program. */
function isText(head: Uint8Array, isAll: boolean): boolean {
  const [a, b] = head
  const code = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8'
  let text: string
  try {
    text = new TextDecoder(code, { fatal: true }).decode(head, { stream: !isAll })
  } catch {
    text = new TextDecoder('windows-1252').decode(head)
  }
  return !UNPRINTABLE.test(text) && !PROGRAM.test(text)
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  let read = 0
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, at + read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  return buffer.subarray(0, read)
}
