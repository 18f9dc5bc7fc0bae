import { type OutboxRecord, isSentAgain, isUnsettled, needsAuthor } from './record.ts'

/** Unsent and refused work as a file: the last resort for somebody who cannot send. */
export function exportUnsent(records: readonly OutboxRecord[], nowMs: number): File {
  const entries = records.filter(
    (record) => isUnsettled(record) || isSentAgain(record) || needsAuthor(record),
  )
  const content = {
    format: 'suivi-unsent-work',
    exportedAt: new Date(nowMs).toISOString(),
    entries: entries.map(({ entry, state, outcome }) => ({ entry, state, outcome })),
  }
  const day = content.exportedAt.slice(0, 10)
  return new File([JSON.stringify(content, null, 2)], `unsent-work-${day}.json`, { type: 'application/json' })
}
