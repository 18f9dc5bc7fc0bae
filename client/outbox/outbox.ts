import type { IDBPObjectStore } from 'idb'
import { must } from '#shared/base/must.ts'
import type { Entry, Seen } from '#shared/journal/entry.ts'
import { isSame } from '#shared/journal/file-draft.ts'
import { type Outcome, isConclusive } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'
import {
  type OutboxDatabase,
  STRICT,
  type Schema,
  type Stored,
  type StreamPosition,
  freshPlace,
  numberedIn,
  putAt,
  putMoved,
} from './database.ts'
import { LostLead, notKept } from './failures.ts'
import { KnownRecords } from './known-records.ts'
import { outboxMark } from './outbox-mark.ts'
import { keepReserve } from './reserve.ts'
import { type OutboxRecord, isFinal } from './record.ts'

export type Numbered = { n: number; entry: Entry }

/** Which of the server's histories the answers kept here are of, and up to where. */
export type Standing = { history: number; seen: Seen | null }

type Streams = Pick<IDBPObjectStore<Schema, ['streams'], 'streams', 'readwrite'>, 'get'>

const KEPT_MS = 14 * 86_400_000

/**
 * The entries of one person on this device, apart from the replica so that no rebuild of it can touch unsent work.
 * Every write is on disk before its promise resolves. Any tab may append; one tab numbers and sends.
 */
export class Outbox {
  #db: OutboxDatabase
  #userId: string
  /** The number under which this tab leads; 0 before it ever has. */
  #leader = 0
  #known: KnownRecords

  constructor(db: OutboxDatabase, userId: string) {
    this.#db = db
    this.#userId = userId
    this.#known = new KnownRecords(() => this.#db, userId)
  }

  /** Goes on over another connection to the same database. */
  connect(db: OutboxDatabase): void {
    this.#db.close()
    this.#db = db
    this.#known.forget()
  }

  /**
   * All of them or none; an entry that is there already is kept as it is. `insteadOf`: an answered entry that these take
   * the place of; it is put away with them. `leavesNow`: they are numbered with the same write, where this tab leads and
   * nothing waits before them: what is about to leave need not wait for the disk twice. Throws `NotKept` when the device
   * has no room.
   */
  async append(entries: readonly Entry[], insteadOf?: string, leavesNow = false): Promise<void> {
    try {
      const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
      const store = tx.objectStore('entries')
      const streams = tx.objectStore('streams')
      const keep = async () => {
        const byEntry = store.index('byEntry')
        const records = entries.map((entry) => this.#newRecord(entry))
        const [first] = records
        // Some may be of an attempt that had come through, though its connection died before it could say so.
        const asked = Promise.all(entries.map(({ id }) => byEntry.getKey(id)))
        // Asked for at once: a tap goes to the disk and back as seldom as it can.
        const [kept, stream, place] = await Promise.all([
          asked,
          leavesNow ? this.#openStream(store, streams) : null,
          first && freshPlace(store, first),
        ])
        const fresh = records.filter((_, at) => kept[at] === undefined)
        const numbered = stream ? numberedIn(stream, fresh) : fresh
        if (place !== undefined) await putAt(store, place, numbered)
        if (stream && fresh.length > 0) await streams.put({ ...stream, next: stream.next + fresh.length })
        const former = insteadOf === undefined ? undefined : await byEntry.get(insteadOf)
        if (former?.state === 'settled') await putMoved(store, [{ ...former, isDismissed: true }])
      }
      await Promise.all([keep(), tx.done])
    } catch (error) {
      throw notKept(error)
    }
  }

  /** This person's entries in the order of the taps. */
  all(): Promise<OutboxRecord[]> {
    return this.#known.read()
  }

  /** Another one after anything here was written. */
  mark(): Promise<string> {
    return outboxMark(this.#db, this.#userId)
  }

  /** Takes out what has never been numbered; returns the ids that are gone. Numbering and this never interleave. */
  async withdraw(entryIds: readonly string[]): Promise<string[]> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    const gone: string[] = []
    for (const id of entryIds) {
      const record = await tx.store.index('byEntry').get(id)
      if (record && (record.state !== 'waiting' || record.userId !== this.#userId)) continue
      if (record) await tx.store.delete(must(record.seq, 'its key'))
      gone.push(id)
    }
    await tx.done
    return gone
  }

  /**
   * This tab leads from now on: every other one finds its number gone as soon as it numbers anything. Nothing else can
   * tell a tab that was frozen, lost its lock and woke in the middle of a line.
   */
  async takeLead(newStream: () => string): Promise<void> {
    const tx = this.#db.transaction('streams', 'readwrite', STRICT)
    const position = await this.#position(tx.store, newStream)
    const leader = (position.leader ?? 0) + 1
    await tx.store.put({ ...position, leader })
    await tx.done
    this.#leader = leader
  }

  /** What waits for an update is sent again, once a start: this app or the server may be newer than before. */
  async askAgain(): Promise<void> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    const sent = await tx.store.index('byState').getAll([this.#userId, 'sent'])
    const again = sent.filter(({ outcome }) => outcome?.type === 'deferred')
    await putMoved(
      tx.store,
      again.map((record) => ({ ...record, outcome: null, version: null, settledAtMs: null })),
    )
    await tx.done
  }

  /** Room for taps that the replica cannot take; fails when there is none. */
  keepReserve(): Promise<void> {
    return keepReserve(this.#db)
  }

  /** Fails when the database does not answer. */
  async assertReadable(): Promise<void> {
    await this.#db.get('streams', this.#userId)
  }

  /** Throws `LostLead` when another tab leads. */
  async assertLead(): Promise<Standing> {
    const position = await this.#db.get('streams', this.#userId)
    this.#fence(position)
    return standingOf(position)
  }

  /** The next batch in order: what was numbered and has no answer, then waiting entries, numbered now and kept so. */
  async nextBatch(
    limit: number,
    newStream: () => string,
  ): Promise<{ stream: string; batch: Numbered[]; waiting: number; standing: Standing }> {
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const streams = tx.objectStore('streams')
    const byState = entries.index('byState')
    const [position, sent, fresh, freshCount] = await Promise.all([
      this.#position(streams, newStream),
      byState.getAll([this.#userId, 'sent']),
      byState.getAll([this.#userId, 'waiting'], limit),
      byState.count([this.#userId, 'waiting']),
    ])
    this.#fence(position)
    // Numbers are given in the order of the taps: what waits comes after what has one.
    const again = sent.filter(hasNoAnswer)
    const numbered = numberedIn(position, fresh.slice(0, Math.max(0, limit - again.length)))
    const next = position.next + numbered.length
    const kept = putMoved(entries, numbered)
    const batch = [...again.slice(0, limit), ...numbered].flatMap(({ n, entry }): Numbered[] =>
      n === null ? [] : [{ n, entry }],
    )
    await Promise.all([kept, numbered.length > 0 && streams.put({ ...position, next }), tx.done])
    const waiting = again.length + freshCount - batch.length
    return { stream: position.stream, batch, waiting, standing: standingOf(position) }
  }

  /** Starts a new stream at 1: what has no answer yet will be numbered anew, in the same order. */
  async renumber(newStream: () => string): Promise<void> {
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const streams = tx.objectStore('streams')
    const before = await this.#position(streams, newStream)
    this.#fence(before)
    const position = { ...before, stream: newStream(), next: 1 }
    const sent = await entries.index('byState').getAll([this.#userId, 'sent'])
    // They may have reached the server, so they stay `sent` and cannot be withdrawn; their ids make a repeat harmless.
    const numbered = sent
      .filter(hasNoAnswer)
      .map((record) => ({ ...record, stream: position.stream, n: position.next++ }))
    await putMoved(entries, numbered)
    await streams.put(position)
    await tx.done
  }

  /**
   * Keeps the server's answers; of entries of other devices nothing is known here. `seen`: up to where all of them are
   * kept now, for a device that loses its replica.
   */
  async settle(settled: readonly Settled[], nowMs: number, seen?: Seen): Promise<void> {
    if (settled.length === 0) return
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const position = await tx.objectStore('streams').get(this.#userId)
    const { history } = standingOf(position)
    const known = new Map<string, Stored>()
    for (const { entryId, outcome, version } of settled) {
      const record = known.get(entryId) ?? (await entries.index('byEntry').get(entryId))
      if (!record || record.userId !== this.#userId) continue
      const next = { ...answered(record, outcome, version, nowMs), history }
      if (!isSame(next, record)) known.set(entryId, next)
    }
    await putMoved(entries, [...known.values()])
    if (seen && position) await tx.objectStore('streams').put({ ...position, seen })
    await tx.done
  }

  /**
   * A pull names every answer between two versions. An answer of there that it does not name, or of a version the server
   * no longer has, was given by a server that has gone back to a backup before this device saw more of it: sent again.
   * True when there is such a one.
   */
  async sendAgainUnnamed(
    { since, upTo }: { since: number; upTo: number | null },
    settled: readonly Settled[],
    newStream: () => string,
  ): Promise<boolean> {
    const named = new Set(settled.map(({ entryId }) => entryId))
    const isUnnamed = ({ version, outcome, entry, history = 0 }: Stored, now: Standing) =>
      version !== null &&
      outcome !== null &&
      history === now.history &&
      version > since &&
      (upTo === null || version <= upTo) &&
      !named.has(entry.id)
    // Looked for among what is known, for nearly always there is none.
    const now = await this.assertLead()
    const suspects = (await this.all()).filter((record) => isUnnamed(record, now))
    if (suspects.length === 0) return false
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const position = await this.#position(tx.objectStore('streams'), newStream)
    this.#fence(position)
    const standing = standingOf(position)
    const found = await Promise.all(suspects.map(({ seq }) => entries.get(seq)))
    const again = found.flatMap((record) => {
      if (!record?.outcome || !isUnnamed(record, standing)) return []
      const inStream = { stream: position.stream, n: position.next++, state: 'sent' as const }
      return [{ ...record, ...inStream, outcome: null, version: null, before: record.outcome }]
    })
    await putMoved(entries, again)
    if (again.length > 0) await tx.objectStore('streams').put(position)
    await tx.done
    return again.length > 0
  }

  async dismiss(entryId: string): Promise<void> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    const record = await tx.store.index('byEntry').get(entryId)
    if (record?.state === 'settled') await putMoved(tx.store, [{ ...record, isDismissed: true }])
    await tx.done
  }

  /**
   * The server is not in the history this device left: it went back to a backup. What it answered in the last 14 days is
   * sent again with what has no answer, in the order of the taps, in a new stream; the entries' ids tell the server what
   * it still knows. Once for each history: where that one has been left already, nothing happens.
   */
  async heal(left: number, newStream: () => string, nowMs: number): Promise<void> {
    const tx = this.#db.transaction(['entries', 'streams'], 'readwrite', STRICT)
    const entries = tx.objectStore('entries')
    const streams = tx.objectStore('streams')
    const before = await this.#position(streams, newStream)
    this.#fence(before)
    if (standingOf(before).history === left) {
      const position = { ...before, stream: newStream(), next: 1, history: left + 1, seen: undefined }
      const moved: Stored[] = []
      for (const record of await entries.index('byUser').getAll(this.#userId)) {
        const inStream = { stream: position.stream, n: position.next, state: 'sent' as const }
        if (goesAgain(record, nowMs)) {
          const asked = { outcome: null, version: null, before: record.outcome ?? undefined }
          moved.push({ ...record, ...inStream, ...asked })
          position.next++
        } else if (record.state === 'sent' && hasNoAnswer(record)) {
          moved.push({ ...record, ...inStream })
          position.next++
        } else if (record.version !== null) moved.push({ ...record, version: 0 })
      }
      await putMoved(entries, moved)
      await streams.put(position)
    }
    await tx.done
  }

  /**
   * Lets go of what was answered 14 days ago and asks nothing of its author. Not of what the replica has not reached: until
   * then it is the only one that tells of it, and what was done after may rest on it.
   */
  async sweep(nowMs: number, replica: { history: number; reached: number }): Promise<void> {
    const tx = this.#db.transaction('entries', 'readwrite', STRICT)
    for (const record of await tx.store.index('byUser').getAll(this.#userId)) {
      const isOld = record.settledAtMs !== null && record.settledAtMs < nowMs - KEPT_MS
      const isDone =
        record.isDismissed || (record.outcome?.type !== 'refused' && record.outcome?.type !== 'parked')
      const isReached = (record.history ?? 0) <= replica.history && (record.version ?? 0) <= replica.reached
      if (record.state === 'settled' && isOld && isDone && isReached)
        await tx.store.delete(must(record.seq, 'its key'))
    }
    await tx.done
  }

  /** The stream, if what comes now may be numbered in it by this tab: none of what waits has a number yet. */
  async #openStream(
    entries: Pick<IDBPObjectStore<Schema, ['entries', 'streams'], 'entries', 'readwrite'>, 'index'>,
    streams: Streams,
  ): Promise<StreamPosition | null> {
    const [position, waiting] = await Promise.all([
      streams.get(this.#userId),
      entries.index('byState').count([this.#userId, 'waiting']),
    ])
    const leads = this.#leader > 0 && position?.leader === this.#leader
    return position && leads && waiting === 0 ? position : null
  }

  async #position(streams: Streams, newStream: () => string): Promise<StreamPosition> {
    return (await streams.get(this.#userId)) ?? { userId: this.#userId, stream: newStream(), next: 1 }
  }

  #fence(position: StreamPosition | undefined): void {
    if ((position?.leader ?? 0) !== this.#leader) throw new LostLead('another tab leads')
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

function standingOf(position: StreamPosition | undefined): Standing {
  return { history: position?.history ?? 0, seen: position?.seen ?? null }
}

/**
 * What the server may have lost, and whatever still waits, however long: no page tells how it ended to who begins anew.
 * Not what its author has put away as refused: decided anew it might be done after all. Version 0 was never the server's
 * answer, or one of a history before.
 */
function goesAgain({ outcome, version, settledAtMs, isDismissed }: Stored, nowMs: number): boolean {
  if (!outcome || !version || (isDismissed && outcome.type === 'refused')) return false
  return !isConclusive(outcome) || (settledAtMs !== null && settledAtMs >= nowMs - KEPT_MS)
}

function hasNoAnswer({ outcome }: Stored): boolean {
  return outcome === null
}

function answered(record: Stored, outcome: Outcome, version: number, nowMs: number): Stored {
  // A final answer stands; a repeat of it changes nothing.
  if (record.outcome && record.outcome.type === outcome.type && record.version === version) return record
  const state: Stored['state'] = isFinal(outcome) ? 'settled' : 'sent'
  const settled = { ...record, outcome, version, state, settledAtMs: nowMs }
  if (record.outcome === null && record.before && isSame(record.before, outcome))
    return { ...settled, before: undefined }
  // Its author put away that it waits for somebody; what came of that is told anew.
  return { ...settled, isDismissed: record.isDismissed && record.outcome?.type === outcome.type }
}
