import { PGlite, types } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { StartFailure } from '../start-failure.ts'
import { finishRestore } from './begun-restore.ts'
import { lockFolder } from './folder-lock.ts'
import { migrationsFolder, snapshotTransaction, type Database } from './open.ts'
import * as schema from './schema.ts'
import { createTransactionGuard } from './transaction-guard.ts'
import { numericValue, safeInteger } from './values.ts'

/** Without a folder the database lives in memory and ends with the process. */
export async function openPglite(folder: string | undefined): Promise<Database> {
  const lock = folder === undefined ? undefined : lockFolder(folder)
  let client: PGlite | undefined
  try {
    if (folder !== undefined) finishRestore(folder)
    const opened = (client = await startPglite(folder))
    const guard = createTransactionGuard()
    await migrate(drizzle(opened, { schema }), { migrationsFolder })
    const outer = guard.guarded(opened, ['query', 'exec', 'sql', 'transaction'])
    const db = drizzle(outer, { schema })
    return {
      kind: 'pglite',
      db,
      transaction: (work, { snapshot } = {}) =>
        db.transaction((tx) => guard.inside(() => work(tx)), snapshot ? snapshotTransaction : undefined),
      listen: async (channel, hear) => {
        await opened.listen(channel, hear)
      },
      notify: async (channel, payload) => {
        await outer.query('select pg_notify($1, $2)', [channel, payload])
      },
      close: async () => {
        await opened.close()
        lock?.release()
      },
    }
  } catch (error) {
    // Whoever comes next must find nobody in the folder.
    await client?.close().catch(() => undefined)
    lock?.release()
    throw error
  }
}

async function startPglite(folder: string | undefined): Promise<PGlite> {
  const parsers = { [types.INT8]: safeInteger, [types.NUMERIC]: numericValue }
  try {
    const client = new PGlite({ ...(folder === undefined ? {} : { dataDir: folder }), parsers })
    await client.waitReady
    await client.exec(`set time zone 'UTC'; set synchronous_commit = on`)
    return client
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartFailure(`The database in ${folder ?? 'memory'} cannot be opened: ${reason}`, { cause })
  }
}
