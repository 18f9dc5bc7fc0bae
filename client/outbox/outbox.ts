import { must } from '#shared/base/must.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'
import { type OutboxDatabase, STRICT, type Stored } from './database.ts'
import { notKept } from './failures.ts'
import { type OutboxRecord, isFinal } from './record.ts'

export type Numbered = { n: number; entry: Entry }

const KEPT_MS = 14 * 86_400_000

/**
 * The entries of one person on this device, apart from the replica so that no rebuild of it can touch unsent work.
 * Every write is on disk before its promise resolves. Any tab may append; one tab numbers and sends.
 */
export class Outbox {
  #db: OutboxDatabase
  #userId: string

  constructor(db: OutboxDatabase, userId: string) {
    this.#db = db
    this.#userId = userId
  }

  /** All of them or none; throws `NotKept` when the device has no room. */
  async append(entries: readonly Entry[]): Promise<void> {
    try {
      const tx = this.#db.transaction('entries', 'readwrite', STRICT)
      await Promise.all([...entries.map((entry) => tx.store.add(this.#newRecord(entry))), tx.done])
    } catch (error) {
      throw notKept(error)
    }
  }

  /** This person's entries in the order of the taps. */
  async all(): Promise<OutboxRecord[]> {
    const stored = await this.#db.getAllFromIndex('entries', 'byUser', this.#userId)
    return stored.map((record) => ({
      ...record,
      seq: must(record.seq, 'the place of an entry in the outbox'),
    }))
  }

  /** Takes out what has never been numbered; returns the ids that are gone. Numbering and this never interleave. */
  async withdraw(entryIds: readonly string[]): Promise<string[]> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    const gone: string[] = []
    for (const id of entryIds) {
      const record = await tx.store.index('byEntry').get(id)
      if (record?.state !== 'waiting' || record.userId !== this.#userId) continue
      await tx.store.delete(must(record.seq, 'its key'))
      gone.push(id)
    }
    await tx.done
    return gone
  }

  /** The next batch in order: what was numbered and has no answer, then waiting entries, numbered now and kept so. */
  async nextBatch(
    limit: number,
    newStream: () => string,
  ): Promise<{ stream: string; batch: Numbered[]; waiting: number }> {
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const streams = tx.objectStore('streams')
    const position = (await streams.get(this.#userId)) ?? {
      userId: this.#userId,
      stream: newStream(),
      next: 1,
    }
    const before = position.next
    const open = (await entries.index('byUser').getAll(this.#userId)).filter(hasNoAnswer)
    const batch: Numbered[] = []
    for (const record of open.slice(0, limit)) {
      if (record.state === 'waiting') {
        const n = position.next++
        await entries.put({ ...record, state: 'sent', stream: position.stream, n })
        batch.push({ n, entry: record.entry })
      } else if (record.n !== null) batch.push({ n: record.n, entry: record.entry })
    }
    if (position.next > before) await streams.put(position)
    await tx.done
    return { stream: position.stream, batch, waiting: open.length - batch.length }
  }

  /** Starts a new stream at 1: what has no answer yet will be numbered anew, in the same order. */
  async renumber(newStream: () => string): Promise<void> {
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const position = { userId: this.#userId, stream: newStream(), next: 1 }
    for (const record of await entries.index('byUser').getAll(this.#userId)) {
      if (record.state !== 'sent' || !hasNoAnswer(record)) continue
      // It may have reached the server, so it stays `sent` and cannot be withdrawn; its id makes a repeat harmless.
      await entries.put({ ...record, stream: position.stream, n: position.next++ })
    }
    await tx.objectStore('streams').put(position)
    await tx.done
  }

  /** Keeps the server's answers; of entries of other devices nothing is known here. */
  async settle(settled: readonly Settled[], nowMs: number): Promise<void> {
    if (settled.length === 0) return
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    for (const { entryId, outcome, version } of settled) {
      const record = await tx.store.index('byEntry').get(entryId)
      if (record && record.userId === this.#userId)
        await tx.store.put(answered(record, outcome, version, nowMs))
    }
    await tx.done
  }

  async dismiss(entryId: string): Promise<void> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    const record = await tx.store.index('byEntry').get(entryId)
    if (record?.state === 'settled') await tx.store.put({ ...record, isDismissed: true })
    await tx.done
  }

  /** The database went back to another history: no answer's version means anything in it. */
  async forgetVersions(): Promise<void> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    for (const record of await tx.store.index('byUser').getAll(this.#userId))
      if (record.state === 'settled') await tx.store.put({ ...record, version: 0 })
    await tx.done
  }

  /** Lets go of what was answered 14 days ago and asks nothing of its author. */
  async sweep(nowMs: number): Promise<void> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    for (const record of await tx.store.index('byUser').getAll(this.#userId)) {
      const isOld = record.settledAtMs !== null && record.settledAtMs < nowMs - KEPT_MS
      const isDone =
        record.isDismissed || (record.outcome?.type !== 'refused' && record.outcome?.type !== 'parked')
      if (record.state === 'settled' && isOld && isDone) await tx.store.delete(must(record.seq, 'its key'))
    }
    await tx.done
  }

  #newRecord(entry: Entry): Stored {
    return {
      userId: this.#userId,
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
}

function hasNoAnswer({ outcome }: Stored): boolean {
  return outcome === null
}

function answered(record: Stored, outcome: Outcome, version: number, nowMs: number): Stored {
  // A final answer stands; a repeat of it changes nothing.
  if (record.outcome && record.outcome.type === outcome.type && record.version === version) return record
  return { ...record, outcome, version, state: isFinal(outcome) ? 'settled' : 'sent', settledAtMs: nowMs }
}
