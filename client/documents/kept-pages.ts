import { isDead, isFull } from '../session/alive.ts'
import { STRICT } from '../outbox/database.ts'
import type { Draft, DraftPage, KeptDatabase, OnItsWay } from './kept-database.ts'

/** For a picture and its draft, taken before the camera opens. */
const ROOM_BYTES = 3_000_000
/** Not all the same: some storages would keep that for nothing. */
const RANDOM_BYTES = 65_536

export type PageBytes = { upload: ArrayBuffer; thumbnail: ArrayBuffer | null }

/**
 * What this device alone has of a person's documents: drafts, and pages on their way. Apart from the replica and the
 * outbox, so that nothing done to those touches a photo. Every write is on disk before its promise resolves. Bytes go
 * with the last draft or page on its way that speaks of them, and not before.
 */
export class KeptPages {
  #db: Promise<KeptDatabase>
  #open: () => Promise<KeptDatabase>
  #userId: string

  constructor(open: () => Promise<KeptDatabase>, userId: string) {
    this.#open = open
    this.#userId = userId
    this.#db = open()
    // Told to whoever asks first.
    this.#db.catch(() => undefined)
  }

  async drafts(): Promise<Draft[]> {
    const drafts = await this.#run((db) => db.getAllFromIndex('drafts', 'byUser', this.#userId))
    return drafts.sort((a, b) => b.changedAtMs - a.changedAtMs)
  }

  /** In the order they were added. */
  async onTheirWay(): Promise<OnItsWay[]> {
    const rows = await this.#run((db) => db.getAllFromIndex('onTheirWay', 'byUser', this.#userId))
    return rows.sort((a, b) => a.addedAtMs - b.addedAtMs)
  }

  async bytesOf(hash: string): Promise<PageBytes | null> {
    return (await this.#run((db) => db.get('bytes', this.#keyOf(hash)))) ?? null
  }

  async keepDraft(draft: Draft): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction('drafts', 'readwrite', STRICT)
      await Promise.all([tx.store.put(draft), tx.done])
    })
  }

  /** Takes the room that a picture needs before it is taken; false where the device has none left. */
  async takeRoom(): Promise<boolean> {
    try {
      await this.#run(async (db) => {
        if ((await db.getKey('bytes', this.#roomKey)) !== undefined) return
        const upload = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))
        const room = new Uint8Array(ROOM_BYTES)
        for (let at = 0; at < ROOM_BYTES; at += RANDOM_BYTES)
          room.set(upload.subarray(0, ROOM_BYTES - at), at)
        const row = { key: this.#roomKey, userId: '', upload: room.buffer, thumbnail: null }
        const tx = db.transaction('bytes', 'readwrite', STRICT)
        await Promise.all([tx.store.put(row), tx.done])
      })
      return true
    } catch (error) {
      if (isFull(error)) return false
      throw error
    }
  }

  async giveRoom(): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction('bytes', 'readwrite', STRICT)
      await Promise.all([tx.store.delete(this.#roomKey), tx.done])
    })
  }

  /** A page and the draft it is in, or neither; where the device is full, in the room that was taken for it. */
  async keepPage(draft: Draft, page: DraftPage, bytes: PageBytes): Promise<void> {
    try {
      await this.#keepPage(draft, page, bytes)
    } catch (error) {
      if (!isFull(error)) throw error
      await this.giveRoom()
      await this.#keepPage(draft, page, bytes)
    }
  }

  async #keepPage(draft: Draft, page: DraftPage, { upload, thumbnail }: PageBytes): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction(['drafts', 'bytes'], 'readwrite', STRICT)
      const bytes = { key: this.#keyOf(page.hash), userId: this.#userId, upload, thumbnail }
      await Promise.all([tx.objectStore('bytes').put(bytes), tx.objectStore('drafts').put(draft), tx.done])
    })
  }

  /** The document was added: its pages are on their way. Done once, however often it is asked for. */
  async send(draft: Draft, nowMs: number): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction(['drafts', 'onTheirWay'], 'readwrite', STRICT)
      const rows = tx.objectStore('onTheirWay')
      const drafts = tx.objectStore('drafts')
      if (await drafts.getKey(draft.id))
        for (const [at, page] of draft.pages.entries())
          await rows.put(this.#onItsWay(draft, page, nowMs + at))
      await drafts.delete(draft.id)
      await tx.done
    })
  }

  async forgetDraft(draftId: string): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction('drafts', 'readwrite', STRICT)
      await Promise.all([tx.store.delete(draftId), tx.done])
    })
    await this.sweep()
  }

  /** What is there now is asked first: another tab may have let it go. */
  async change(key: string, fields: Partial<OnItsWay>): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction('onTheirWay', 'readwrite', STRICT)
      const row = await tx.store.get(key)
      if (row) await tx.store.put({ ...row, ...fields })
      await tx.done
    })
  }

  async letGo(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return
    await this.#run(async (db) => {
      const tx = db.transaction('onTheirWay', 'readwrite', STRICT)
      await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done])
    })
    await this.sweep()
  }

  /** Bytes that nothing speaks of go. In one transaction with the look, so that a page kept meanwhile stays. */
  async sweep(): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction(['drafts', 'onTheirWay', 'bytes'], 'readwrite')
      const [drafts, rows, keys] = await Promise.all([
        tx.objectStore('drafts').index('byUser').getAll(this.#userId),
        tx.objectStore('onTheirWay').index('byUser').getAll(this.#userId),
        tx.objectStore('bytes').index('byUser').getAllKeys(this.#userId),
      ])
      const spokenOf = new Set([...drafts.flatMap(({ pages }) => pages), ...rows].map(({ hash }) => hash))
      const stale = keys.filter((key) => !spokenOf.has(key.slice(key.lastIndexOf('/') + 1)))
      for (const key of stale) await tx.objectStore('bytes').delete(key)
      await tx.done
    })
  }

  /** Everything of this person. */
  async wipe(): Promise<void> {
    await this.#run(async (db) => {
      const tx = db.transaction(['drafts', 'onTheirWay', 'bytes'], 'readwrite', STRICT)
      for (const name of ['drafts', 'onTheirWay', 'bytes'] as const) {
        const store = tx.objectStore(name)
        for (const key of await store.index('byUser').getAllKeys(this.#userId)) await store.delete(key)
      }
      await tx.objectStore('bytes').delete(this.#roomKey)
      await tx.done
    })
  }

  async close(): Promise<void> {
    const db = await this.#db.catch(() => null)
    db?.close()
  }

  get #roomKey(): string {
    return `room/${this.#userId}`
  }

  #keyOf(hash: string): string {
    return `${this.#userId}/${hash}`
  }

  #onItsWay({ id, userId, place }: Draft, page: DraftPage, addedAtMs: number): OnItsWay {
    return {
      key: `${id}/${page.hash}`,
      userId,
      documentId: id,
      clientId: place.clientId,
      hash: page.hash,
      name: page.name,
      mediaType: page.mediaType,
      bytes: page.bytes,
      addedAtMs,
      uploadUrl: null,
      sentAtMs: null,
      isUrgent: false,
      refused: null,
    }
  }

  /** Once more on a fresh connection: iOS cuts them in the background, as for the outbox. Each call may be repeated. */
  async #run<T>(what: (db: KeptDatabase) => Promise<T>): Promise<T> {
    try {
      return await what(await this.#db)
    } catch (error) {
      if (isFull(error) || !isDead(error)) throw error
      this.#db = this.#open()
      return what(await this.#db)
    }
  }
}
