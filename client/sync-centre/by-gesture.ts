import type { OutboxRecord } from '../outbox/record.ts'

/** Entries of one gesture, in the order of the taps; usually one. */
export type Gesture = { id: string; records: [OutboxRecord, ...OutboxRecord[]] }

/** Entries made in one gesture on many clients stand as one, where the first of them stands. */
export function byGesture(records: readonly OutboxRecord[]): Gesture[] {
  const gestures = new Map<string, Gesture>()
  for (const record of records) {
    const id = record.entry.batch ?? record.entry.id
    const known = gestures.get(id)
    if (known) known.records.push(record)
    else gestures.set(id, { id, records: [record] })
  }
  return [...gestures.values()]
}
