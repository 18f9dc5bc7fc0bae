import type { OutboxRecord } from '../outbox/record.ts'

const DAY_MS = 86_400_000

/** Work that has waited on the device for more than a day: somebody should look for a network. */
export function unsentTooLong(waiting: readonly OutboxRecord[], nowMs: number): OutboxRecord[] {
  return waiting.filter(({ entry }) => nowMs - entry.at > DAY_MS)
}
