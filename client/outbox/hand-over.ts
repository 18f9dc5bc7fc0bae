import * as z from 'zod/mini'
import { must } from '#shared/base/must.ts'
import { newId } from '#shared/base/ids.ts'
import { PUSH_LIMIT, type Push } from '#shared/protocol/push.ts'
import { quarantineAnswerSchema } from '#shared/protocol/quarantine.ts'
import { SIGNATURE_HEADER } from '#shared/protocol/version.ts'
import type { Ports } from '../session/ports.ts'
import { post } from '../tabs/post.ts'
import { type OutboxDatabase, STRICT, type Stored, numberedIn, putMoved } from './database.ts'
import { deviceIdOf } from './device.ts'
import { canSign, signHandOver } from './device-key.ts'
import { isToBeSent } from './record.ts'

/**
 * `done`: everything unsent is safe in quarantine, and gone from here. `later`: the server was not reached, or not
 * completely. `kept`: it does not take all of it from this device; what it does not take stays locked.
 */
export type HandedOver = { state: 'done' | 'later' | 'kept'; handed: number }

/** An entry that it cannot read, or that it breaks over. */
const UNREADABLE = [400, 413, 422, 500]

/** Hands what a person has not sent over to the administrators, signed with the device's key, batch by batch. */
export async function handOver(
  ports: Ports,
  db: OutboxDatabase,
  userId: string,
  signal: AbortSignal,
): Promise<HandedOver> {
  const makeId = () => newId(ports.clock.now(), ports.random(16))
  const device = await deviceIdOf(db, makeId)
  const stream = makeId()
  /** Entries that the server does not take: the others go all the same. */
  const setApart = new Set<string>()
  let limit = PUSH_LIMIT
  let handed = 0
  for (;;) {
    const stored = await db.getAllFromIndex('entries', 'byUser', userId)
    const unsent = stored.filter((record) => isToBeSent(record) && !setApart.has(record.entry.id))
    const next = unsent.slice(0, limit)
    if (next.length === 0) return { state: setApart.size > 0 ? 'kept' : 'done', handed }
    // Without a key nothing leaves, and all of it can still be taken out.
    if (!(await canSign(ports, db, userId))) return { state: 'kept', handed }
    const batch = await leaving(db, next, userId, makeId)
    if (batch.length === 0) continue
    const push: Push = {
      stream,
      sentAt: ports.clock.now(),
      device,
      waiting: unsent.length - batch.length,
      entries: batch.map(({ entry }, index) => ({ n: handed + index + 1, entry })),
    }
    const signature = await signHandOver(ports, db, userId, JSON.stringify(push))
    if (signature === null) return { state: 'kept', handed }
    const headers = { [SIGNATURE_HEADER]: signature }
    const answer = await post(ports, userId, '/api/sync/quarantine', push, signal, headers)
    if (!answer || answer.status === 429 || answer.status > 500) return { state: 'later', handed }
    if (UNREADABLE.includes(answer.status)) {
      // One by one it shows which of them it is.
      if (limit === 1) for (const { entry } of batch) setApart.add(entry.id)
      limit = 1
      continue
    }
    const read = z.safeParse(quarantineAnswerSchema, answer.body)
    if (!answer.isOk || !read.success) return { state: 'kept', handed }
    const kept = new Set(read.data.kept)
    handed += await letGo(db, kept, userId)
    for (const { entry } of batch) if (!kept.has(entry.id)) setApart.add(entry.id)
  }
}

/** Numbered before it leaves, as ever: what its author has taken out meanwhile stays, and from here on nothing can be. */
async function leaving(
  db: OutboxDatabase,
  next: readonly Stored[],
  userId: string,
  newStream: () => string,
): Promise<Stored[]> {
  const tx = db.transaction(['entries', 'streams'], 'readwrite', STRICT)
  const entries = tx.objectStore('entries')
  const streams = tx.objectStore('streams')
  const position = (await streams.get(userId)) ?? { userId, stream: newStream(), next: 1 }
  const found = await Promise.all(next.map(({ seq }) => entries.get(must(seq, 'its key'))))
  const batch = found.flatMap((record) => (record && isToBeSent(record) ? [record] : []))
  const fresh = batch.filter(({ state }) => state === 'waiting')
  await putMoved(entries, numberedIn(position, fresh))
  if (fresh.length > 0) await streams.put({ ...position, next: position.next + fresh.length })
  await tx.done
  return batch
}

/** What is safe elsewhere goes from here, and only that. */
async function letGo(db: OutboxDatabase, kept: ReadonlySet<string>, userId: string): Promise<number> {
  const tx = db.transaction('entries', 'readwrite', STRICT)
  let gone = 0
  for (const record of await tx.store.index('byUser').getAll(userId)) {
    if (!kept.has(record.entry.id)) continue
    await tx.store.delete(must(record.seq, 'its key'))
    gone += 1
  }
  await tx.done
  return gone
}
