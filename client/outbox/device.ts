import { type OutboxDatabase, STRICT } from './database.ts'

/** The id this device signs its entries with; made once, kept with the outbox. */
export async function deviceIdOf(db: OutboxDatabase, newId: () => string): Promise<string> {
  const tx = db.transaction('device', 'readwrite', STRICT)
  const known = await tx.store.get('device')
  const id = known && 'id' in known ? known.id : newId()
  if (!known) await tx.store.put({ key: 'device', id })
  await tx.done
  return id
}
