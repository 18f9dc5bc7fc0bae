import { type Document, IS_SHOWN, settledOf } from '#shared/documents/document.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { OnItsWay } from './kept-database.ts'

/**
 * What to do with this device's copy of a page. `settled`: the server's row has these very bytes. `gone`: nobody wants it.
 * `refused`: kept, its author decides.
 */
export type Fate =
  | { type: 'wait' }
  | { type: 'settled'; document: Document }
  | { type: 'refused'; reason: string }
  | { type: 'gone' }

type About = {
  /** As one sees it; null where no file that is held has it. */
  document: Document | null
  /** A file of its client is here. */
  isHeld: boolean
  outbox: readonly OutboxRecord[]
  nowMs: number
}

/** An entry that was just made may not be in what was read. */
const FRESH_MS = 60_000

export function fateOf(row: OnItsWay, { document, isHeld, outbox, nowMs }: About): Fate {
  if (document) {
    const settled = settledOf(document, row.hash)
    if (!settled) return { type: 'wait' }
    if (IS_SHOWN[settled.state]) return { type: 'settled', document }
    return {
      type: 'refused',
      reason: settled.state === 'refused' ? (settled.reason ?? 'refused') : settled.state,
    }
  }
  const record = outbox.find((one) => isAbout(one, row.documentId))
  // Waiting, or refused and its author has not decided: they may try again.
  if (record && (record.state !== 'settled' || isRefused(record))) return { type: 'wait' }
  // The case went to somebody else meanwhile: it was taken all the same, and its row will not come here.
  if (!isHeld) return row.sentAtMs === null ? { type: 'wait' } : { type: 'gone' }
  // Applied, and the page that brings the row has not come yet.
  if (record && (record.settledAtMs ?? 0) + FRESH_MS > nowMs) return { type: 'wait' }
  return row.addedAtMs + FRESH_MS > nowMs ? { type: 'wait' } : { type: 'gone' }
}

function isAbout({ entry }: OutboxRecord, documentId: string): boolean {
  const { data } = entry
  return (
    entry.kind === 'document.added' &&
    typeof data === 'object' &&
    data !== null &&
    'documentId' in data &&
    data.documentId === documentId
  )
}

function isRefused({ outcome, isDismissed }: OutboxRecord): boolean {
  return !isDismissed && (outcome?.type === 'refused' || outcome?.type === 'parked')
}
