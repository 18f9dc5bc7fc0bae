import { IDBFactory } from 'fake-indexeddb'
import { type OutboxDatabase, type Stored, openOutboxDatabase } from '../../../client/outbox/database.ts'
import { createMemoryLocks } from '../../../client/tabs/memory-locks.ts'
import { type Build, NEWEST } from './builds.ts'
import { ReplicaDisk } from './replica-storage.ts'
import type { Tab } from './tab.ts'

/** A phone or a desk: one person's browser with what it keeps on disk, and the tabs that are open in it. */
export class Device {
  readonly name: string
  readonly userId: string
  databases: IDBFactory
  readonly disk: ReplicaDisk
  readonly locks = createMemoryLocks()
  readonly channels = new Map<string, Set<(from: Tab, message: unknown) => void>>()
  readonly kept = new Map<string, string>()
  tabs: Tab[] = []
  /** What its clock is ahead of the world's, ms. */
  skewMs = 0
  /** The first and the last moment its clock has shown. */
  shownMs = { first: Number.POSITIVE_INFINITY, last: 0 }
  isOnline = true
  /** What its tabs are opened as. */
  build: Build = NEWEST
  /** Its person's work was ended from elsewhere, and nobody is signed in. */
  isLeft = false
  /** One of its tabs has been frozen, or has heard nothing for as long. */
  hasFrozen = false
  session: string | null
  constructor(name: string, userId: string, session: string, copied?: Device) {
    this.name = name
    this.userId = userId
    this.session = session
    this.databases = new IDBFactory()
    this.disk = new ReplicaDisk(copied?.disk)
  }

  /** Too long without contact: nobody sees what is on it before they have signed in. */
  get isLocked(): boolean {
    return this.tabs.length > 0 && this.tabs.every(({ isLocked }) => isLocked)
  }

  /** What is in its outbox, by entry; read past its pages. */
  async outbox(): Promise<Map<string, Stored>> {
    globalThis.indexedDB = this.databases
    const database = await openOutboxDatabase('suivi-outbox')
    const records = await database.getAll('entries')
    database.close()
    return new Map(records.map((record) => [record.entry.id, record]))
  }

  /** Whether the server knows the key by which unsent work may be handed over. */
  async hasKey(): Promise<boolean> {
    globalThis.indexedDB = this.databases
    const database = await openOutboxDatabase('suivi-outbox')
    const row = await database.get('device', `key:${this.userId}`)
    database.close()
    return row !== undefined && 'isRegistered' in row && row.isRegistered
  }

  /** Takes over what another device has on disk: a phone that was set up from the backup of another. */
  async copyFrom(other: Device): Promise<void> {
    globalThis.indexedDB = other.databases
    const from = await openOutboxDatabase('suivi-outbox')
    globalThis.indexedDB = this.databases
    const to = await openOutboxDatabase('suivi-outbox')
    for (const store of from.objectStoreNames)
      for (const row of await from.getAll(store)) await to.put(store, row)
    await takeOverPlaces(to)
    from.close()
    to.close()
    for (const [key, value] of other.kept) this.kept.set(key, value)
  }

  /** The browser takes what the replica holds; the outbox is another database. */
  loseReplica(): void {
    this.disk.forget(() => true)
  }

  /** Somebody clears the browser, though it told them what is unsent. */
  loseEverything(): void {
    this.loseReplica()
    this.databases = new IDBFactory()
    this.kept.clear()
  }

  /** To the one who asked three times, a tab that has heard none of it is as good as frozen. */
  seeIfDeaf(asking: Tab): void {
    if (this.tabs.some((tab) => tab !== asking && tab.letters.length >= 3)) this.hasFrozen = true
  }

  looksAtClock(worldMs: number): void {
    const nowMs = worldMs + this.skewMs
    this.shownMs = { first: Math.min(this.shownMs.first, nowMs), last: Math.max(this.shownMs.last, nowMs) }
  }

  /** Somebody looks at one tab; the others are behind it. */
  lookAt(shown: Tab | undefined): void {
    for (const tab of this.tabs) tab.show(tab === shown)
  }
}

/** A copied disk gives no place twice either, also not those of rows that were taken out before. */
async function takeOverPlaces(database: OutboxDatabase): Promise<void> {
  const rows = await database.getAll('entries')
  const [like] = rows
  if (!like) return
  const place = Math.max(...rows.map(({ seq = 0, moved = 0 }) => Math.max(seq, moved))) + 1
  await database.put('entries', { ...like, seq: place, userId: '', entry: { ...like.entry, id: '' } })
  await database.delete('entries', place)
}
