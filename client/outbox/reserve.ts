import { type OutboxDatabase, STRICT } from './database.ts'

/** Room for some hundred taps on a device that the replica has filled. */
const RESERVE_BYTES = 512 * 1024
const KEY = 'reserve'

/** Takes the reserve if it is not taken; throws when there is no room for it. */
export async function keepReserve(db: OutboxDatabase): Promise<void> {
  if ((await db.getKey('device', KEY)) !== undefined) return
  // Not all zeros, which some storages keep for nothing.
  const ballast = Uint8Array.from({ length: RESERVE_BYTES }, (_, at) => (at * 31 + (at >> 8)) % 251)
  await db.put('device', { key: KEY, id: '', ballast })
}

/** Gives it up for what matters more; false when there was none. */
export async function releaseReserve(db: OutboxDatabase): Promise<boolean> {
  const tx = db.transaction('device', 'readwrite', STRICT)
  const had = (await tx.store.getKey(KEY)) !== undefined
  if (had) await tx.store.delete(KEY)
  await tx.done
  return had
}
