import { sql } from 'drizzle-orm'
import * as idb from 'fake-indexeddb'
import { openDatabase } from '../../server/db/open.ts'
import { noteArrivals } from './world/arrivals.ts'
import { Pages } from './world/page.ts'
import { installQuietCrypto } from './world/quiet-crypto.ts'
import { VirtualTime } from './world/virtual-time.ts'
import type { Surroundings } from './world/world.ts'

const PAGES = 10

/** What all runs of a process share: a database, loaded pages, and a clock that only the scheduler moves. */
export async function prepare(): Promise<Surroundings> {
  for (const name of [
    'IDBDatabase',
    'IDBTransaction',
    'IDBObjectStore',
    'IDBIndex',
    'IDBCursor',
    'IDBRequest',
    'IDBKeyRange',
    'IDBCursorWithValue',
    'IDBOpenDBRequest',
    'IDBVersionChangeEvent',
    'IDBFactory',
  ] as const)
    Object.assign(globalThis, { [name]: idb[name] })
  const database = await openDatabase({ memory: true })
  await noteArrivals(database)
  // The store would refuse a number that is given twice; here an oracle has to see it.
  await database.db.execute(sql`drop index entries_stream`)
  const pages = new Pages()
  await pages.prepare(PAGES)
  const time = new VirtualTime(0)
  installQuietCrypto()
  time.install()
  return { database, pages, time }
}
