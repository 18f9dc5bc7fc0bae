import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema.ts'

/** The same type for both engines, and for a transaction. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

export type Database = {
  kind: 'pglite' | 'postgres'
  db: Db
  /**
   * READ COMMITTED; with `snapshot` REPEATABLE READ READ ONLY: everything read is one moment of the database.
   * Inside `work` only `tx` may be used; `db` throws there.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: { snapshot?: boolean }): Promise<T>
  listen(channel: string, hear: (payload: string) => void): Promise<void>
  /** At most 8000 bytes: ids and numbers, never documents. */
  notify(channel: string, payload: string): Promise<void>
  close(): Promise<void>
}

export type DatabasePlace = { url: string } | { folder: string } | { memory: true }

/** Opens the database, makes it if it is new, and brings its tables up to date. */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  if ('url' in place) {
    const { mendDriver } = await import('./mended-driver.ts')
    mendDriver()
    const { openPostgres } = await import('./open-postgres.ts')
    return openPostgres(place.url)
  }
  const { openPglite } = await import('./open-pglite.ts')
  return openPglite('folder' in place ? place.folder : undefined)
}

export const migrationsFolder = new URL('./migrations', import.meta.url).pathname

export const snapshotTransaction = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const
