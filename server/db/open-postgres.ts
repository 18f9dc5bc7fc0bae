import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { StartFailure } from '../start-failure.ts'
import { migrationsFolder, snapshotTransaction, type Database } from './open.ts'
import * as schema from './schema.ts'
import { preparing } from './preparing.ts'
import { createTransactionGuard } from './transaction-guard.ts'
import { numericValue, safeInteger } from './values.ts'

const migrationLock = 7_345_001
const answerWithinSeconds = 15

export async function openPostgres(url: string): Promise<Database> {
  await migratePostgres(url)
  const client = connect(url, 10)
  const guard = createTransactionGuard()
  const outer = guard.guarded(preparing(client), ['unsafe', 'begin'])
  const db = drizzle(outer, { schema })
  return {
    kind: 'postgres',
    db,
    transaction: (work, { snapshot } = {}) =>
      db.transaction((tx) => guard.inside(() => work(tx)), snapshot ? snapshotTransaction : undefined),
    listen: async (channel, hear) => {
      await client.listen(channel, hear)
    },
    notify: async (channel, payload) => {
      await outer.unsafe('select pg_notify($1, $2)', [channel, payload])
    },
    close: () => client.end({ timeout: 5 }),
  }
}

/** Several instances may start at once: the first brings the tables up to date, the others wait for it. */
async function migratePostgres(url: string): Promise<void> {
  const client = connect(url, 1)
  try {
    try {
      await Promise.race([client`select 1`, deadline()])
    } catch (cause) {
      throw new StartFailure(whyNot(url, cause), { cause })
    }
    await client`select pg_advisory_lock(${migrationLock})`
    await migrate(drizzle(client, { schema }), { migrationsFolder })
  } finally {
    await client.end({ timeout: 5 })
  }
}

function connect(url: string, max: number) {
  try {
    return postgres(url, {
      max,
      connect_timeout: 10,
      // The library's own waits grow to 20 s; after a restart of the database people would see that.
      backoff: (tries: number) => Math.min(1, 0.05 * 2 ** tries),
      onnotice: () => {},
      connection: { TimeZone: 'UTC', application_name: 'suivi' },
      types: {
        int8: { to: 20, from: [20], parse: safeInteger, serialize: String },
        numeric: { to: 1700, from: [1700], parse: numericValue, serialize: String },
      },
    })
  } catch (cause) {
    throw new StartFailure(whyNot(url, cause), { cause })
  }
}

/** The driver tries again for ever when something listens that closes every connection. */
function deadline(): Promise<never> {
  return new Promise((_, fail) => {
    const give = () => fail(new Error(`no answer within ${answerWithinSeconds} seconds`))
    setTimeout(give, answerWithinSeconds * 1000).unref()
  })
}

function whyNot(url: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return `DATABASE_URL does not lead to a usable database (${withoutPassword(url)}): ${reason.trim() || 'no answer'}.`
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/([^:@/]+):[^@/]*@/, '//$1:***@')
}
