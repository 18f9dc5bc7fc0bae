import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js'

const fontFile = (name: string) =>
  fileURLToPath(import.meta.resolve(`pdfmake/fonts/Roboto/Roboto-${name}.ttf`))

const ROBOTO = {
  normal: fontFile('Regular'),
  bold: fontFile('Medium'),
  italics: fontFile('Italic'),
  bolditalics: fontFile('MediumItalic'),
}
const fontFiles: ReadonlySet<string> = new Set(Object.values(ROBOTO))

// A paper is made of what is handed in: no text in it may fetch an address or read another file.
pdfmake.addFonts({ Roboto: ROBOTO })
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path))

/** What all papers look like; a paper says its content and, where it differs, the rest. */
const HOUSE_STYLE = {
  pageSize: 'A4',
  pageMargins: [48, 48, 48, 56],
  defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.25, color: '#1c1c1e' },
  styles: {
    title: { fontSize: 18, bold: true },
    section: { fontSize: 12, bold: true, margin: [0, 16, 0, 4] },
    faint: { fontSize: 8, color: '#6b6b70' },
    seal: { fontSize: 6.5, color: '#6b6b70', characterSpacing: 0.2 },
    amount: { alignment: 'right' },
  },
} satisfies Partial<TDocumentDefinitions>

/** The bytes of a paper. */
export function makePdf(paper: TDocumentDefinitions): Promise<Buffer> {
  return pdfmake.createPdf({ ...HOUSE_STYLE, ...paper }).getBuffer()
}
