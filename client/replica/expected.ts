import type { Entry } from '#shared/journal/entry.ts'
import type { OutboxRecord } from '../outbox/record.ts'

/** What a screen is told of entries it shows while they are written. */
export type Expectation = {
  /** False when the screen could not show them at once: it does with its next refresh. */
  isShown: boolean
  /** They are on disk. */
  keep: () => void
  /** The device did not take them: nothing shows them any more. */
  takeBack: () => void
}

type OnTheWay = { record: OutboxRecord; isKept: boolean }

/**
 * Entries on their way to the disk, in the order of the taps. They show from the tap on, as not sent, and count as kept
 * when they are. A look at the outbox that began before one was kept may miss it: it stays here until one that began after.
 */
export class Expected {
  #onTheWay: readonly OnTheWay[] = []

  add(userId: string, entries: readonly Entry[]): readonly OnTheWay[] {
    const added = entries.map((entry) => ({ record: recordOf(userId, entry), isKept: false }))
    this.#onTheWay = [...this.#onTheWay, ...added]
    return added
  }

  kept(): readonly OnTheWay[] {
    return this.#onTheWay.filter(({ isKept }) => isKept)
  }

  forget(some: readonly OnTheWay[]): void {
    this.#onTheWay = this.#onTheWay.filter((one) => !some.includes(one))
  }

  isEmpty(): boolean {
    return this.#onTheWay.length === 0
  }

  /** The outbox as read, and these behind it. */
  over(records: readonly OutboxRecord[]): readonly OutboxRecord[] {
    return withNew(records, this.#onTheWay)
  }

  /** The same with those alone that are kept. */
  keptOver(records: readonly OutboxRecord[]): readonly OutboxRecord[] {
    return withNew(records, this.kept())
  }
}

function withNew(records: readonly OutboxRecord[], some: readonly OnTheWay[]): readonly OutboxRecord[] {
  if (some.length === 0) return records
  const ids = new Set(some.map(({ record }) => record.entry.id))
  for (const { entry } of records) ids.delete(entry.id)
  return [...records, ...some.flatMap(({ record }) => (ids.has(record.entry.id) ? [record] : []))]
}

function recordOf(userId: string, entry: Entry): OutboxRecord {
  return {
    seq: Number.MAX_SAFE_INTEGER,
    userId,
    entry,
    state: 'waiting',
    stream: null,
    n: null,
    outcome: null,
    version: null,
    settledAtMs: null,
    isDismissed: false,
  }
}
