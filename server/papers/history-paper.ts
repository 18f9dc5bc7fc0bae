import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { itemsOf } from '#shared/clients/client-file.ts'
import { dayIn } from '#shared/base/calendar-day.ts'
import { historyWords } from '#shared/history/history-words.ts'
import { personName, settingName } from '#shared/history/reader.ts'
import type { CasePapers, SealedRow } from './case-papers.ts'
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
      itemsTable(itemsOf(file, action), reader),
      { text: t('papers.history.count', { n: history.length }), style: 'section' },
      ...daysOf(history, company.timeZone).flatMap(({ day, rows }): Content[] => [
        { text: format.day(day, 'long'), bold: true, margin: [0, 8, 0, 2] },
        ...rows.map((row) => rowContent(row, reader)),
      ]),
      {
        text: t('papers.history.seal', { company: company.name, number: head.number, hash: head.hash }),
        style: 'faint',
        margin: [0, 20, 0, 0],
      },
    ],
  }
}

function rowContent(row: SealedRow, reader: PaperReader): Content {
  const { t, format } = reader
  const { who, headline, text, lines, superseded } = historyWords(row, reader)
  const told: Content[] =
    row.salt === null
      ? [{ text: t('papers.history.erased'), italics: true }]
      : [
          ...lines.map(({ label, subject, before, after }) => ({
            text: `${subject === null ? '' : `${subject}: `}${label}: ${before === null ? '' : `${before} → `}${after}`,
          })),
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

const MINUTE_MS = 60_000

/** Rows in the order of the chain, by the company's day on which they were done. */
function daysOf(rows: readonly SealedRow[], timeZone: string): { day: string; rows: SealedRow[] }[] {
  const days: { day: string; rows: SealedRow[] }[] = []
  for (const row of rows) {
    const day = dayIn(timeZone, row.at)
    const last = days.at(-1)
    if (last?.day === day) last.rows.push(row)
    else days.push({ day, rows: [row] })
  }
  return days
}
