import { DOCUMENT_TYPES, REFUSED_BECAUSE, SETTLED_STATES } from '../documents/document.ts'
import type { HistoryRow } from '../journal/history.ts'
import type { KindName } from '../journal/kinds.ts'
import { type ChangeLine, changeLines, textOf } from './field-words.ts'
import type { Reader } from './reader.ts'

type DocumentKind = Extract<KindName, `document.${string}`>

/** What is done with documents, in words. */
export const TELL_DOCUMENTS: Record<
  DocumentKind,
  (row: HistoryRow, reader: Reader) => { headline: string; lines?: ChangeLine[] }
> = {
  'document.added': ({ details }, { t }) => {
    const type = DOCUMENT_TYPES.find((name) => name === details.type) ?? 'other'
    const values = { name: nameIn(details), type: t(`documents.type.${type}`), n: Number(details.pages ?? 1) }
    return { headline: t('history.told.document.added', values), lines: [] }
  },
  'document.changed': (row, reader) => ({
    headline: reader.t('history.told.document.changed', { name: nameIn(row.details) }),
    lines: changeLines(row, reader),
  }),
  'document.withdrawn': ({ details }, { t }) => ({
    headline: t('history.told.document.withdrawn', { name: nameIn(details) }),
    lines: [],
  }),
  'document.settled': ({ details }, { t }) => {
    const state = SETTLED_STATES.find((name) => name === details.state) ?? 'notScanned'
    const because = REFUSED_BECAUSE.find((name) => name === details.reason)
    const why = because ? t(`documents.refusedBecause.${because}`) : textOf(details.reason)
    const headline = t(`history.told.document.settled.${state}`, { name: nameIn(details) })
    const isTold = why !== null && (state === 'refused' || state === 'infected')
    return { headline: isTold ? `${headline} (${why})` : headline, lines: [] }
  },
}

function nameIn(details: HistoryRow['details']): string {
  return textOf(details.name) ?? ''
}
