import type { OutboxDatabase } from '../outbox/database.ts'
import { unsentCount, wipeWork } from '../outbox/ended-work.ts'
import { handOver } from '../outbox/hand-over.ts'
import type { Ports } from './ports.ts'

/** Before the person waits for a screen, the work is handed over for so long; what is left then is tried again later. */
const HAND_OVER_MS = 10_000

/** Quarantine first; only what is confirmed goes. */
export async function handOverOrLock(
  ports: Ports,
  database: OutboxDatabase,
  userId: string,
): Promise<{ handed: number; left: number }> {
  const limit = new AbortController()
  const timer = ports.timers.set(() => limit.abort(), HAND_OVER_MS)
  const { state, handed } = await handOver(ports, database, userId, limit.signal)
  const leftPages = state === 'done' ? await pagesLeft(ports, database, userId, limit.signal) : 0
  ports.timers.clear(timer)
  if (leftPages > 0) return { handed, left: leftPages }
  if (state !== 'done') return { handed, left: await unsentCount(database, userId) }
  return { handed, left: await wipeWork(database, userId) }
}

/** What they photographed goes after the entries that speak of it, and is asked for where there was ever any. */
async function pagesLeft(
  ports: Ports,
  database: OutboxDatabase,
  userId: string,
  signal: AbortSignal,
): Promise<number> {
  const { handOverPages } = await import('../documents/hand-over-pages.ts')
  return handOverPages(ports, database, userId, signal)
}
