import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { IS_SHOWN, type Document, settledOf } from '#shared/documents/document.ts'
import { personName } from '#shared/history/reader.ts'
import type { PaperReader } from './paper-reader.ts'

/** The documents of a case: when each was captured and had arrived, and the hash of every page. */
export function documentsPart(documents: readonly Document[], reader: PaperReader): Content[] {
  if (documents.length === 0) return []
  const { t } = reader
  const head = (['name', 'captured', 'arrived'] as const).map((key) => ({
    text: t(`papers.documents.${key}`),
    bold: true,
  }))
  return [
    { text: t('papers.documents.title', { n: documents.length }), style: 'section' },
    {
      layout: 'lightHorizontalLines',
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: ['*', 90, 90],
        body: [head, ...documents.flatMap((document) => rowsOf(document, reader))],
      },
    },
  ]
}

/** The hashes go under the document over the whole width, for they are long. */
function rowsOf(document: Document, reader: PaperReader): TableCell[][] {
  const { t, format } = reader
  const { name, type, remark, pages, capturedAt, withdrawn, byId } = document
  const about = [
    t(`documents.type.${type}`),
    personName(byId, reader),
    ...(remark === null ? [] : [`“${remark}”`]),
  ]
  const gone = withdrawn && {
    name: personName(withdrawn.byId, reader),
    instant: format.instant(withdrawn.at),
    reason: withdrawn.reason,
  }
  const seals = pages.map(({ hash }, at): Content => {
    const seal = t('papers.documents.page', { page: at + 1, pages: pages.length, hash })
    const settled = settledOf(document, hash)
    const isKeptApart = settled !== null && !IS_SHOWN[settled.state]
    const text = isKeptApart ? `${seal} · ${t(`documents.state.${settled.state}`)}` : seal
    return { text, style: 'seal' }
  })
  return [
    [
      { stack: [{ text: name }, { text: about.join(' · '), color: '#6b6b70' }] },
      { text: format.instant(capturedAt) },
      { text: arrivedAt(document, reader) },
    ],
    [
      {
        colSpan: 3,
        stack: [...(gone ? [{ text: t('papers.documents.withdrawn', gone), italics: true }] : []), ...seals],
      },
      '',
      '',
    ],
  ]
}

/** A document has arrived with its last page. */
function arrivedAt(document: Document, { t, format }: PaperReader): string {
  const moments = document.pages.map(({ hash }) => settledOf(document, hash)?.at ?? null)
  const known = moments.filter((at) => at !== null)
  return known.length < moments.length ? t('papers.documents.notArrived') : format.instant(Math.max(...known))
}
