import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { PageForm } from '#shared/protocol/documents.ts'

/** A copy of a page that the server has given, or had from here. */
export type Copy = {
  key: string
  hash: string
  form: PageForm
  documentId: string
  clientId: string
  bytes: ArrayBuffer
  size: number
  mediaType: string
  usedAtMs: number
  /** Somebody wants it here without a network. */
  isPinned: boolean
}

type Schema = DBSchema & {
  copies: { key: string; value: Copy }
  /** What of a copy is asked without its bytes. */
  sizes: { key: string; value: Omit<Copy, 'bytes'> }
}

/** Room that copies may take; the oldest of those that nobody pinned make way. */
const ROOM_BYTES = 200_000_000
/** So many are kept before it is asked whether there is room. */
const LOOKS_AFTER = 40
const DAY_MS = 86_400_000

/**
 * Copies of pages one has seen, for when there is no network. In a database of the person's replica by its name, so that
 * it goes where that goes. A copy lives as long as its document is held: what leaves one's scope takes its copies with it.
 */
export class SeenPages {
  #name: string
  #now: () => number
  #db: Promise<IDBPDatabase<Schema>> | null = null
  /** The first one looks: the device may have been full before. */
  #keptSince = LOOKS_AFTER

  constructor(name: string, now: () => number) {
    this.#name = name
    this.#now = now
  }

  async find(documentId: string, hash: string, form: PageForm): Promise<Copy | null> {
    const db = await this.#opened()
    const copy = await db.get('copies', keyOf(documentId, hash, form))
    if (!copy) return null
    // By the day, so that looking writes nothing.
    if (this.#now() - copy.usedAtMs > DAY_MS) await this.keep(copy)
    return copy
  }

  async keep(copy: Omit<Copy, 'key' | 'usedAtMs' | 'size'>): Promise<void> {
    const db = await this.#opened()
    const key = keyOf(copy.documentId, copy.hash, copy.form)
    const { bytes, ...rest } = { ...copy, key, size: copy.bytes.byteLength, usedAtMs: this.#now() }
    const tx = db.transaction(['copies', 'sizes'], 'readwrite')
    const before = await tx.objectStore('sizes').get(key)
    const isPinned = rest.isPinned || (before?.isPinned ?? false)
    await Promise.all([
      tx.objectStore('copies').put({ ...rest, isPinned, bytes }),
      tx.objectStore('sizes').put({ ...rest, isPinned }),
      tx.done,
    ])
    if (++this.#keptSince >= LOOKS_AFTER) await this.#makeRoom(db)
  }

  /** Which documents have copies here, and of which clients. */
  async sizes(): Promise<Omit<Copy, 'bytes'>[]> {
    return (await this.#opened()).getAll('sizes')
  }

  async forget(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return
    const tx = (await this.#opened()).transaction(['copies', 'sizes'], 'readwrite')
    const stores = [tx.objectStore('copies'), tx.objectStore('sizes')]
    await Promise.all([...keys.flatMap((key) => stores.map((store) => store.delete(key))), tx.done])
  }

  async close(): Promise<void> {
    const db = await this.#db?.catch(() => null)
    db?.close()
  }

  async #makeRoom(db: IDBPDatabase<Schema>): Promise<void> {
    this.#keptSince = 0
    const sizes = await db.getAll('sizes')
    let over = sizes.reduce((sum, { size }) => sum + size, 0) - ROOM_BYTES
    const stale: string[] = []
    for (const { key, size, isPinned } of sizes.sort((a, b) => a.usedAtMs - b.usedAtMs)) {
      if (over <= 0) break
      if (isPinned) continue
      stale.push(key)
      over -= size
    }
    await this.forget(stale)
  }

  #opened(): Promise<IDBPDatabase<Schema>> {
    this.#db ??= openDB<Schema>(this.#name, 1, {
      upgrade(database) {
        database.createObjectStore('copies', { keyPath: 'key' })
        database.createObjectStore('sizes', { keyPath: 'key' })
      },
      blocking: (_current, _blocked, { target }) => target instanceof IDBDatabase && target.close(),
      terminated: () => (this.#db = null),
    }).catch((error: unknown) => {
      this.#db = null
      throw error
    })
    return this.#db
  }
}

function keyOf(documentId: string, hash: string, form: PageForm): string {
  return `${documentId}/${hash}/${form}`
}
