import type { Content, DynamicContent } from 'pdfmake/interfaces.js'
import type { Item } from '#shared/items/item.ts'
import type { PathsOf } from '#shared/words/catalogue.ts'
import type { Words } from '#shared/words/say.ts'
import type { PaperReader } from './paper-reader.ts'

/** Parts that papers share. */
export function title(text: string, company: string): Content {
  return {
    columns: [
      { text, style: 'title', width: '*' },
      { text: company, width: 'auto', bold: true, alignment: 'right' },
    ],
    margin: [0, 0, 0, 12],
  }
}

/** Facts by name; those nobody knows are left out. */
export function factsOf(
  { t }: PaperReader,
  facts: readonly (readonly [PathsOf<Words>, string | null])[],
): Content {
  const known = facts.flatMap(([key, value]) =>
    value === null || value === '' ? [] : [[{ text: t(key), color: '#6b6b70' }, { text: value }]],
  )
  return { layout: 'noBorders', table: { widths: [110, '*'], body: known } }
}

export function itemsTable(items: readonly Item[], { t, format }: PaperReader): Content {
  if (items.length === 0) return { text: t('papers.items.none') }
  const right = { style: 'amount' }
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['*', 70, 70, 90, 90],
      body: [
        [
          { text: t('papers.items.number'), bold: true },
          { text: t('papers.items.issuedOn'), bold: true },
          { text: t('papers.items.dueOn'), bold: true },
          { text: t('papers.items.amount'), bold: true, ...right },
          { text: t('papers.items.balance'), bold: true, ...right },
        ],
        ...items.map((item) => [
          { text: item.number },
          { text: format.day(item.issuedOn) },
          { text: format.day(item.dueOn) },
          { text: format.amount(item.amountMinor, item.currency), ...right },
          { text: format.amount(item.balanceMinor, item.currency), ...right },
        ]),
      ],
    },
  }
}

export function footer({ t, format }: PaperReader, made: { at: number; by: string }): DynamicContent {
  return (page, pages) => ({
    margin: [48, 16, 48, 0],
    columns: [
      {
        text: t('papers.made', { instant: format.instant(made.at), name: made.by }),
        style: 'faint',
        width: '*',
      },
      { text: t('papers.page', { page, pages }), style: 'faint', width: 'auto', alignment: 'right' },
    ],
  })
}
