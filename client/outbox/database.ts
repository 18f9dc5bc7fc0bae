import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Seen } from '#shared/journal/entry.ts'
import type { Lease } from '#shared/people/offline-lease.ts'
import type { OutboxRecord } from './record.ts'

/** The database gives `seq`. */
export type Stored = Omit<OutboxRecord, 'seq'> & { seq?: number }

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
  entries: { key: number; value: Stored; indexes: { byUser: string; byEntry: string } }
  streams: { key: string; value: StreamPosition }
  device: { key: string; value: DeviceRow }
}

export type OutboxDatabase = IDBPDatabase<Schema>

/** Resolved means on disk, not in some buffer. */
export const STRICT = { durability: 'strict' } as const

/** One database for all who work on this device; every row names its user. Its versions only ever add. */
export function openOutboxDatabase(name: string): Promise<OutboxDatabase> {
  return openDB<Schema>(name, 1, {
    upgrade(fresh) {
      const entries = fresh.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true })
      entries.createIndex('byUser', 'userId')
      entries.createIndex('byEntry', 'entry.id', { unique: true })
      fresh.createObjectStore('streams', { keyPath: 'userId' })
      fresh.createObjectStore('device', { keyPath: 'key' })
    },
    // A newer app in another tab brings a newer version of it: this one opens it again when it next needs it.
    blocking: (_current, _blocked, { target }) => target instanceof IDBDatabase && target.close(),
  })
}
