import { type OutboxDatabase, openOutboxDatabase } from '../outbox/database.ts'
import { withinSeconds } from './alive.ts'
import type { Ports } from './ports.ts'
import { OPENS_WITHIN_S } from './storage-watch.ts'

/** For what is asked of the outbox while nobody works with it yet. */
export async function withOutbox<T>(ports: Ports, run: (database: OutboxDatabase) => Promise<T>): Promise<T> {
  const opening = openOutboxDatabase(`${ports.prefix}outbox`)
  const database = await withinSeconds(ports.timers, OPENS_WITHIN_S, opening)
  try {
    return await run(database)
  } finally {
    database.close()
  }
}
