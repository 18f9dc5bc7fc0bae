import { type OutboxDatabase, STRICT } from './database.ts'

/** Room for some hundred taps on a device that the replica has filled. */
const RESERVE_BYTES = 512 * 1024
const WINDOW_BYTES = 64 * 1024
const KEY = 'reserve'

/** Takes the reserve if it is not taken; throws when there is no room for it. */
export async function keepReserve(db: OutboxDatabase): Promise<void> {
  if ((await db.getKey('device', KEY)) !== undefined) return
  await db.put('device', { key: KEY, id: '', ballast: ballast() })
}

/** Gives it up for what matters more; false when there was none. */
export async function releaseReserve(db: OutboxDatabase): Promise<boolean> {
  const tx = db.transaction('device', 'readwrite', STRICT)
  const had = (await tx.store.getKey(KEY)) !== undefined
  if (had) await tx.store.delete(KEY)
  await tx.done
  return had
}

/**
 * Not all zeros, and nothing that comes back within 64 KiB: some storages would keep that for nothing. In one value:
 * Chromium puts a large one into a file of its own, which gives its room back at once; smaller ones free nothing before
 * it next tidies up.
 */
export function ballast(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(RESERVE_BYTES)
  for (let at = 0, state = 1; at < WINDOW_BYTES; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    bytes[at] = state >>> 24
  }
  for (let at = WINDOW_BYTES; at < RESERVE_BYTES; at += WINDOW_BYTES) bytes.copyWithin(at, 0, WINDOW_BYTES)
  return bytes
}
