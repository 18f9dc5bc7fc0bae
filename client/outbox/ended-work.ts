import { type Ended, type OutboxDatabase, STRICT, type Stored } from './database.ts'
import { must } from '#shared/base/must.ts'
import { isToBeSent } from './record.ts'

const keyOf = (userId: string) => `ended:${userId}`

/** From here on the person's work is locked on this device, whatever happens to the app. */
export async function keepEnded(db: OutboxDatabase, ended: Ended): Promise<void> {
  const tx = db.transaction('device', 'readwrite', STRICT)
  await Promise.all([tx.store.put({ key: keyOf(ended.userId), ended }), tx.done])
}

/** They are back, and signed in: their work is theirs again. */
export async function forgetEnded(db: OutboxDatabase, userId: string): Promise<void> {
  await db.delete('device', keyOf(userId))
}

export async function endedOf(db: OutboxDatabase, userId: string): Promise<Ended | null> {
  const row = await db.get('device', keyOf(userId))
  return row && 'ended' in row ? row.ended : null
}

/** Who, besides the one who works here, has entries on this device, or had their work ended from elsewhere. */
export async function othersWork(
  db: OutboxDatabase,
  userId: string | null,
): Promise<{ userId: string; isEnded: boolean }[]> {
  const ended = (await db.getAll('device')).flatMap((row) => ('ended' in row ? [row.ended.userId] : []))
  const authors: string[] = []
  const tx = db.transaction('entries')
  const byUser = tx.store.index('byUser')
  for (let at = await byUser.openKeyCursor(null, 'nextunique'); at; at = await at.continue())
    authors.push(at.key)
  await tx.done
  return [...new Set([...ended, ...authors])]
    .filter((other) => other !== userId)
    .map((other) => ({ userId: other, isEnded: ended.includes(other) }))
}

/** How much of somebody's work this device still holds unsent. */
export async function unsentCount(db: OutboxDatabase, userId: string): Promise<number> {
  return unsentOf(await db.getAllFromIndex('entries', 'byUser', userId)).length
}

function unsentOf(stored: readonly Stored[]): Stored[] {
  return stored.filter(isToBeSent)
}

/**
 * Takes everything of a person out of this database but the mark that their work was ended, which goes last of all.
 * Nothing goes while anything is unsent: another tab may have kept some since it was handed over. Returns how much is.
 */
export async function wipeWork(db: OutboxDatabase, userId: string): Promise<number> {
  const tx = db.transaction(['entries', 'streams', 'device'], 'readwrite', STRICT)
  const entries = tx.objectStore('entries')
  const stored = await entries.index('byUser').getAll(userId)
  const unsent = unsentOf(stored).length
  if (unsent > 0) return unsent
  for (const record of stored) await entries.delete(must(record.seq, 'its key'))
  await tx.objectStore('streams').delete(userId)
  const device = tx.objectStore('device')
  for (const what of ['key', 'lease']) await device.delete(`${what}:${userId}`)
  await tx.done
  return 0
}

/**
 * Where nothing of anybody is left, the device's own id goes too. Never the database itself: deleting it would wait for
 * other tabs, and take with it what they have kept meanwhile.
 */
export async function forgetDeviceOfNobody(db: OutboxDatabase): Promise<void> {
  const tx = db.transaction(['entries', 'device'], 'readwrite', STRICT)
  const device = tx.objectStore('device')
  const ofSomebody = (await device.getAllKeys()).filter((key) => key.includes(':'))
  if (ofSomebody.length === 0 && (await tx.objectStore('entries').count()) === 0) await device.clear()
  await tx.done
}
