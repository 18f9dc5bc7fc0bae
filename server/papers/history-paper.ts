import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { itemsOf } from '#shared/clients/client-file.ts'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { ChangeLine } from '#shared/history/field-words.ts'
import { documentsOfAction } from '#shared/documents/of-action.ts'
import { historyWords } from '#shared/history/history-words.ts'
import { personName, settingName } from '#shared/history/reader.ts'
import type { CasePapers, SealedRow } from './case-papers.ts'
import { documentsPart } from './documents-part.ts'
import { factsOf, footer, itemsTable, title } from './paper-parts.ts'
import type { PaperReader } from './paper-reader.ts'

/** The history of a case for a court file: oldest first, each row with its number and digest in the chain. */
export function historyPaper(
  papers: CasePapers,
  reader: PaperReader,
  made: { at: number; by: string },
): TDocumentDefinitions {
  const { company, action, file, history, head } = papers
  const { t, format } = reader
  const items = itemsOf(file, action)
  return {
    info: { title: `${t('papers.history.title')} – ${action.name}`, author: company.name },
    footer: footer(reader, made),
    content: [
      title(t('papers.history.title'), company.name),
      factsOf(reader, [
        ['papers.client', `${file.client.name} (${file.client.number})`],
        ['papers.followUp', action.name],
        ['papers.reason', action.reasonId && settingName(action.reasonId, reader)],
        ['papers.owner', personName(action.ownerId, reader)],
        ['papers.resolver', action.resolverId && personName(action.resolverId, reader)],
        ['papers.opened', format.instant(action.openedAt)],
        ['papers.closed', action.closedAt === null ? null : format.instant(action.closedAt)],
      ]),
      { text: t('papers.items.title'), style: 'section' },
      itemsTable(items, reader),
      ...documentsPart(documentsOfAction(file, action.id, items), reader),
      { text: t('papers.history.count', { n: history.length }), style: 'section' },
      ...daysOf(history, company.timeZone).flatMap((day) => dayContent(day, reader)),
      {
        text: t('papers.history.seal', { company: company.name, number: head.number, hash: head.hash }),
        style: 'faint',
        margin: [0, 20, 0, 0],
      },
    ],
  }
}

/** A day and its rows; the day never stands alone at the foot of a page. */
function dayContent({ day, rows: [first, ...others] }: Day, reader: PaperReader): Content[] {
  const head: Content = { text: reader.format.day(day, 'long'), bold: true, margin: [0, 8, 0, 2] }
  return [
    { unbreakable: true, stack: [head, ...(first ? [rowContent(first, reader)] : [])] },
    ...others.map((row) => rowContent(row, reader)),
  ]
}

function rowContent(row: SealedRow, reader: PaperReader): Content {
  const { t, format } = reader
  const { who, headline, text, lines, superseded } = historyWords(row, reader)
  const told: Content[] =
    row.salt === null
      ? [{ text: t('papers.history.erased'), italics: true }]
      : [
          ...lines.map((line) => ({ text: lineText(line, reader) })),
          ...(text === null ? [] : [{ text: `“${text}”`, italics: true }]),
          ...(superseded === null ? [] : [{ text: superseded }]),
        ]
  const arrived =
    row.receivedAt - row.at > MINUTE_MS
      ? ` · ${t('papers.history.arrived', { instant: format.instant(row.receivedAt) })}`
      : ''
  return {
    unbreakable: true,
    margin: [0, 2, 0, 5],
    columns: [
      { width: 44, text: format.clock(row.at), color: '#6b6b70' },
      {
        width: '*',
        stack: [
          { text: [{ text: who, bold: true }, ` · ${headline}`, { text: arrived, color: '#6b6b70' }] },
          ...told,
          { text: t('papers.history.row', { number: row.number, digest: row.digest }), style: 'seal' },
        ],
      },
    ],
  }
}

/** In words, for the fonts of papers have no arrow. */
function lineText({ label, subject, before, after }: ChangeLine, { t }: PaperReader): string {
  const value = before === null ? after : t('history.change', { before, after })
  return `${subject === null ? '' : `${subject} · `}${label}: ${value}`
}

const MINUTE_MS = 60_000

type Day = { day: CalendarDay; rows: SealedRow[] }

/** Rows in the order of the chain, by the company's day on which they were done. */
function daysOf(rows: readonly SealedRow[], timeZone: string): Day[] {
  const days: Day[] = []
  for (const row of rows) {
    const day = dayIn(timeZone, row.at)
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}
