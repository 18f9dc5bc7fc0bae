import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { makePdf } from '../papers/make-pdf.ts'

/** Small pictures as a phone would take them, drawn on the spot: nothing of them has to be kept with the product. */

const FONT = fileURLToPath(import.meta.resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf'))

type Words = { text: string; x: number; y: number; size: number; color?: string }

/** A delivery note on a table, in a light that falls off to one side. */
export function deliveryNote(number: string, client: string, page: 1 | 2): Promise<Buffer> {
  const lines = page === 1 ? ['7 pallets announced', '6 pallets received', 'Pallet 7: missing'] : []
  const rows = Array.from(
    { length: page === 1 ? 7 : 4 },
    (
      _,
      row,
    ) => `<rect x="230" y="${560 + row * 62}" width="${560 - (row % 3) * 70}" height="12" fill="#b9b6ad"/>
      <rect x="860" y="${560 + row * 62}" width="110" height="12" fill="#b9b6ad"/>`,
  ).join('')
  const signed =
    page === 2
      ? `<path d="M560 1180 q60 -120 90 -10 t80 -40 t90 30 t110 -60" stroke="#1b3a8c" stroke-width="7" fill="none"/>`
      : ''
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600">
    <defs><linearGradient id="light"><stop offset="0" stop-color="#8a6a4a"/><stop offset="1" stop-color="#5d452f"/></linearGradient></defs>
    <rect width="1200" height="1600" fill="url(#light)"/>
    <g transform="rotate(-1.5 600 800)"><rect x="150" y="110" width="900" height="1370" fill="#f6f3ea"/>
    <rect x="200" y="330" width="800" height="4" fill="#55524a"/>${rows}${signed}</g></svg>`
  return photo(drawing, [
    { text: 'DELIVERY NOTE', x: 200, y: 190, size: 46 },
    { text: `${number} · ${page} / 2`, x: 200, y: 265, size: 30 },
    { text: client, x: 200, y: 370, size: 32 },
    ...lines.map((text, at) => ({ text, x: 200, y: 1080 + at * 60, size: 34, color: '#1b3a8c' })),
    ...(page === 2 ? [{ text: 'Received with a reserve', x: 200, y: 900, size: 34, color: '#1b3a8c' }] : []),
  ])
}

/** A pallet in the warehouse, with boards broken and a box slid off. */
export function brokenPallet(label: string): Promise<Buffer> {
  const board = (x: number, y: number, turn: number) =>
    `<rect x="${x}" y="${y}" width="620" height="42" fill="#b58550" stroke="#7a552c" stroke-width="4" transform="rotate(${turn} ${x + 310} ${y})"/>`
  const box = (x: number, y: number, turn = 0) =>
    `<g transform="rotate(${turn} ${x + 120} ${y + 90})"><rect x="${x}" y="${y}" width="240" height="180" fill="#c99d64" stroke="#8a6535" stroke-width="5"/>
     <rect x="${x + 100}" y="${y}" width="40" height="180" fill="#e5d6b4"/></g>`
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
    <rect width="1600" height="760" fill="#7d868e"/><rect y="760" width="1600" height="440" fill="#5a5e61"/>
    <path d="M0 760 L1600 760" stroke="#f0c419" stroke-width="14"/>
    ${box(420, 520)}${box(670, 520)}${box(920, 520)}${box(540, 335)}${box(800, 335)}${box(1200, 800, 34)}
    ${board(400, 705, 0)}${board(560, 790, -11)}${board(820, 860, 17)}
    <path d="M1010 705 l26 -60 l18 72 l24 -50" stroke="#3e2a12" stroke-width="8" fill="none"/></svg>`
  return photo(drawing, [{ text: label, x: 690, y: 590, size: 40, color: '#3e2a12' }])
}

/** The slip that came with crates sent back, as a scanner makes it. */
export function returnSlip(number: string, client: string): Promise<Buffer> {
  return makePdf({
    info: { title: `Return slip ${number}` },
    content: [
      { text: `Return slip ${number}`, style: 'title' },
      { text: client, margin: [0, 4, 0, 16] },
      {
        table: {
          widths: ['*', 80, 80],
          body: [
            ['Article', 'Announced', 'Counted'],
            ['Returnable crates, 60 × 40', '40', '38'],
            ['Dividers', '40', '40'],
          ],
        },
      },
      { text: 'Counted at the dock on arrival, two crates damaged.', margin: [0, 16, 0, 0] },
    ],
  })
}

async function photo(drawing: string, words: readonly Words[]): Promise<Buffer> {
  const texts = words.map(({ text, x, y, size, color = '#33302a' }) => ({
    input: {
      text: {
        text: `<span foreground="${color}" size="${size * 1000}">${escaped(text)}</span>`,
        fontfile: FONT,
        font: 'Roboto',
        rgba: true,
      },
    },
    left: x,
    top: y,
  }))
  return sharp(Buffer.from(drawing)).composite(texts).jpeg({ quality: 72 }).toBuffer()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
