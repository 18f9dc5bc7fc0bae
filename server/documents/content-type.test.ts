import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contentOf } from './content-type.ts'
import { aJpeg, aPicture } from './testing/pictures.ts'
import { aDocx, aZip } from './testing/zip.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'suivi-content-'))))
afterAll(() => rm(folder, { recursive: true }))

async function look(bytes: Uint8Array | string, name = 'x') {
  const path = join(folder, 'file')
  await writeFile(path, bytes)
  return contentOf(path, name)
}

it('pictures, papers and office files are told by what is in them', async () => {
  expect(await look(await aJpeg(10, 10), 'x.exe')).toEqual({ type: 'image/jpeg' })
  expect(await look(await aPicture(10, 10).png().toBuffer())).toEqual({ type: 'image/png' })
  expect(await look(await aPicture(10, 10).webp().toBuffer())).toEqual({ type: 'image/webp' })
  expect(await look(await aPicture(10, 10).tiff().toBuffer())).toEqual({ type: 'image/tiff' })
  expect(await look(await aPicture(16, 16).avif().toBuffer())).toEqual({ type: 'image/avif' })
  expect(await look('%PDF-1.7\n1 0 obj\n')).toEqual({ type: 'application/pdf' })
  expect(await look(aDocx())).toEqual({
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  })
  const mimetype = Buffer.from('application/vnd.oasis.opendocument.text')
  expect(await look(aZip([{ name: 'mimetype', content: mimetype, isPacked: false }]))).toEqual({
    type: 'application/vnd.oasis.opendocument.text',
  })
})

it('a text is one in any code, and a table only by its name', async () => {
  expect(await look('Café;12,50\n', 'list.csv')).toEqual({ type: 'text/csv' })
  expect(await look('Café;12,50\n', 'list')).toEqual({ type: 'text/plain' })
  expect(await look(Buffer.from('Caf\xe9 \xe0 12 \x80', 'latin1'))).toEqual({ type: 'text/plain' })
  expect(await look(Buffer.from('\ufeffCafé', 'utf16le'))).toEqual({ type: 'text/plain' })
  expect(await look('é'.repeat(600_000))).toEqual({ type: 'text/plain' })
})

it('programs, packed folders and what is nothing known are refused', async () => {
  const refused = { refused: 'typeNotAllowed' }
  for (const text of [
    '<!doctype html><script>alert(1)</script>',
    '  <svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    '<?xml version="1.0"?><svg/>',
    '#!/bin/sh\nrm -rf /',
    'MZ\u0090\u0000',
    '%!PS-Adobe-3.0',
    '\u0000\u0001\u0002',
  ])
    expect(await look(text, 'x.txt'), text).toEqual(refused)
  expect(await look(aZip([{ name: 'a.txt', content: Buffer.from('a') }]))).toEqual(refused)
  expect(await look(aDocx([{ name: 'word/vbaProject.bin', content: Buffer.from('x') }]))).toEqual(refused)
})

it('a zip whose table is not whole, or that says it unpacks to gigabytes, is broken', async () => {
  const broken = { refused: 'broken' }
  const docx = aDocx()
  expect(await look(docx.subarray(0, docx.length - 10))).toEqual(broken)
  const bomb = aDocx(
    Array.from({ length: 16 }, (_, at) => ({
      name: `word/${at}.xml`,
      content: Buffer.from('a'),
      saysBytes: 100 * 1024 * 1024,
    })),
  )
  expect(await look(bomb)).toEqual(broken)
  expect(await look('')).toEqual({ refused: 'empty' })
})
