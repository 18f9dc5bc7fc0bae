import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Seen } from '#shared/journal/entry.ts'
import type { Lease } from '#shared/people/offline-lease.ts'
import { OutdatedApp } from '../session/alive.ts'
import type { OutboxRecord } from './record.ts'

/** The database gives `seq`. `moved` orders the writes to a person's entries: who has read up to one reads what came after. */
export type Stored = Omit<OutboxRecord, 'seq'> & { seq?: number; moved?: number }

/** Where a person's stream stands on this device, and which of the tabs that took the lead may number in it. */
export type StreamPosition = {
  userId: string
  stream: string
  next: number
  leader?: number
  /** How often the server's history was another one: each is healed once. */
  history?: number
  /** Version and stamp of that history up to which answers are kept here. */
  seen?: Seen | undefined
}

/** Beside the entries, so that it lives and dies with them: the device itself, and what it keeps for each of its users. */
export type DeviceRow =
  | { key: string; id: string; ballast?: Uint8Array }
  | { key: string; pair: CryptoKeyPair; isRegistered: boolean }
  | { key: string; lease: Lease }
  | { key: string; ended: Ended }

/** Somebody's work here was ended from elsewhere; their unsent work is locked until it is handed over, or until they are back. */
export type Ended = { userId: string; because: EndedBecause; atMs: number }
export type EndedBecause = 'deactivated' | 'signedOut'

export type Schema = DBSchema & {
  entries: {
    key: number
    value: Stored
    indexes: {
      byUser: string
      byEntry: string
      byState: [string, OutboxRecord['state']]
      byMoved: [string, number]
    }
  }
  streams: { key: string; value: StreamPosition }
  device: { key: string; value: DeviceRow }
}

export type OutboxDatabase = IDBPDatabase<Schema>

const VERSION = 2

/** Resolved means on disk, not in some buffer. */
export const STRICT = { durability: 'strict' } as const

/** One database for all who work on this device; every row names its user. Its versions only ever add. */
export async function openOutboxDatabase(name: string): Promise<OutboxDatabase> {
  return openDB<Schema>(name, VERSION, {
    async upgrade(database, before, _now, tx) {
      if (before < 1) {
        const entries = database.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true })
        entries.createIndex('byUser', 'userId')
        entries.createIndex('byEntry', 'entry.id', { unique: true })
        database.createObjectStore('streams', { keyPath: 'userId' })
        database.createObjectStore('device', { keyPath: 'key' })
      }
      const entries = tx.objectStore('entries')
      entries.createIndex('byState', ['userId', 'state'])
      entries.createIndex('byMoved', ['userId', 'moved'])
      for (let at = await entries.openCursor(); at; at = await at.continue())
        await at.update({ ...at.value, moved: at.key })
    },
    // A newer app in another tab brings a newer version of it: this one opens it again when it next needs it.
    blocking: (_current, _blocked, { target }) => target instanceof IDBDatabase && target.close(),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'VersionError')
      throw new OutdatedApp('a newer version of the app keeps its entries here', { cause: error })
    throw error
  })
}

type Entries = {
  add: (record: Stored) => Promise<number>
  put: (record: Stored) => Promise<unknown>
  delete: (seq: number) => Promise<unknown>
}

/** Keeps what changed of a person's entries in one transaction, so that whoever has read the others need not again. */
export async function putMoved(entries: Entries, records: readonly Stored[]): Promise<void> {
  const [first] = records
  if (first) await putAt(entries, await freshPlace(entries, first), records)
}

/** With the next numbers of the stream: they may have arrived from here on. */
export function numberedIn({ stream, next }: StreamPosition, records: readonly Stored[]): Stored[] {
  return records.map((record, at) => ({ ...record, state: 'sent', stream, n: next + at }))
}

/**
 * One above all that was ever given here, for the database never gives a place twice. One above the last that is there
 * would come again once that is taken out, and who has read up to it would miss what it stands for then.
 */
export function freshPlace(entries: Entries, { seq: _, ...like }: Stored): Promise<number> {
  return entries.add({ ...like, userId: '', entry: { ...like.entry, id: '' } })
}

/** Keeps them as moved at a fresh place, which is given up again. */
export async function putAt(entries: Entries, moved: number, records: readonly Stored[]): Promise<void> {
  await Promise.all([entries.delete(moved), ...records.map((record) => entries.put({ ...record, moved }))])
}

/** The places of a person's entries by their last write, after one of them. */
export function allMoved(userId: string, after = 0): IDBKeyRange {
  return IDBKeyRange.bound([userId, after], [userId, Number.MAX_SAFE_INTEGER], after > 0, false)
}
