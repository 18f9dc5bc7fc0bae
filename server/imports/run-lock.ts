import { sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { rowOf } from '../db/rows.ts'

/** Another import of this source into this company is under way. */
export class SourceBusy extends Error {}

const heldHere = new WeakMap<Database, Set<string>>()

/**
 * Runs work while no other import of the same source runs, in this process or, on Postgres, in any other. The lock
 * belongs to a connection, so it ends with the process however that ends.
 */
export async function withSourceLock<T>(
  database: Database,
  companyId: string,
  source: string,
  work: () => Promise<T>,
): Promise<T> {
  const key = JSON.stringify([companyId, source])
  const held = heldHere.get(database) ?? new Set<string>()
  heldHere.set(database, held)
  if (held.has(key)) throw new SourceBusy()
  held.add(key)
  try {
    const release = database.kind === 'postgres' ? await holdInDatabase(database, key) : async () => {}
    try {
      return await work()
    } finally {
      await release()
    }
  } finally {
    held.delete(key)
  }
}

/** A transaction that only holds the lock stays open beside the work, on a connection of its own. */
async function holdInDatabase(database: Database, key: string): Promise<() => Promise<void>> {
  return new Promise((taken, fail) => {
    let release = () => {}
    const released = new Promise<void>((done) => (release = done))
    const ended = database.transaction(async (tx) => {
      const { got } = await rowOf<{ got: boolean }>(
        tx,
        sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as got`,
      )
      if (!got) throw new SourceBusy()
      taken(async () => {
        release()
        await ended
      })
      await released
    })
    ended.catch(fail)
  })
}
