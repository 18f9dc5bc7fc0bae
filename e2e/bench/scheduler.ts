import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { addDays, addMonths, dayIn } from '#shared/base/calendar-day.ts'
import { idFrom } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { DEFAULT_PLAN_RULE } from '#shared/company/default-case-rules.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { evenAmounts } from '#shared/plans/schedule.ts'
import { wakeCasework } from '../../server/calendar/wake-casework.ts'
import { type Database, openDatabase } from '../../server/db/open.ts'
import { rowOf } from '../../server/db/rows.ts'
import { readSettings } from '../../server/env.ts'
import { Journal } from '../../server/journal/journal.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import { createLog } from '../../server/log.ts'
import { createAuth } from '../../server/people/auth.ts'
import { startPostgres } from '../../server/testing/postgres.ts'
import type { Figure } from './figure.ts'
import { type Ledger, makeLedger } from './ledger.ts'
import { percentile, rounded } from './statistics.ts'

const PLANS = Number(process.env['PLANS'] ?? 5_000)
const SIZE = { clients: PLANS, items: PLANS * 20, actions: PLANS, history: 0 }
/** What the first two items of a client of the ledger owe. */
const OWED_MINOR = 20_137
const TIME_ZONE = 'Europe/Paris'
const DAY_MS = 86_400_000

/**
 * The worst day of a company of 100,000 open items and 5,000 plans: an instalment of every plan is late. Rows a second,
 * against one bare update of as many rows of a table without history, outcomes or versions; how long a push would have
 * waited for the company; and a day on which nothing wakes.
 */
export async function scheduler(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-bench-scheduler-'))
  const database = await openDatabase({ url: postgres.url })
  try {
    const settings = readSettings({ DATA_DIR: dataDir, DATABASE_URL: postgres.url, LOG_LEVEL: 'error' })
    const auth = createAuth({ database, settings, log: createLog(settings), sendResetLink: async () => {} })
    const ledger = await makeLedger(database, auth, SIZE)
    await makePlans(database, ledger)
    await database.db.execute('analyze')
    const bare = await bareUpdate(database)

    const now = Date.now() + (DEFAULT_PLAN_RULE.graceDays + 1) * DAY_MS
    const held: number[] = []
    const journal = new Journal(watched(database, held), {
      ...journalPorts,
      now: () => now,
      committed: () => {},
    })
    const day = { companyId: ledger.companyId, today: dayIn(TIME_ZONE, now), doneFor: null, now }
    const took = await timed(() => wakeCasework.run({ database, journal }, day))
    const { late } = await rowOf<{ late: number }>(
      database.db,
      sql`select count(*)::int as late from entries where company_id = ${ledger.companyId}
          and kind = 'instalment.late' and outcome ->> 'type' = 'applied'`,
    )
    if (late !== PLANS) throw new Error(`${late} of ${PLANS} plans were told late`)
    const idle = await timed(() => wakeCasework.run({ database, journal }, day))
    const rate = (PLANS / took) * 1000
    return [
      {
        name: 'scheduler',
        value: Math.round(rate),
        unit: 'rows/s',
        ratio: rounded(rate / bare, 3),
        against: `one bare update of ${PLANS} rows: ${Math.round(bare)} rows/s`,
      },
      { name: 'scheduler/held', value: rounded(percentile(held, 100)), unit: 'ms' },
      { name: 'scheduler/idle', value: rounded(idle, 1), unit: 'ms' },
    ]
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makePlans(database: Database, { companyId, collectorId, clientIds, actionIds }: Ledger) {
  const journal = new Journal(database, { ...journalPorts, committed: () => {} })
  const now = Date.now()
  const today = dayIn(TIME_ZONE, now)
  const entries = actionIds.map((actionId, at): Entry => {
    const data: DataOf<'plan.made'> = {
      planId: idFrom(actionId, 'plan'),
      actionId,
      currency: 'EUR',
      owedMinor: OWED_MINOR,
      feeMinor: 0,
      instalments: evenAmounts(OWED_MINOR, 3).map((amountMinor, index) => ({
        id: idFrom(actionId, `instalment ${index}`),
        dueOn: addMonths(today, index),
        amountMinor,
      })),
      agreement: { how: 'name', name: 'The owner', signature: null, on: today },
      on: today,
    }
    return {
      id: idFrom(actionId, 'plan.made'),
      kind: 'plan.made',
      v: 1,
      by: collectorId,
      subject: { type: 'client', id: must(clientIds[at % clientIds.length], 'the client') },
      at: now,
      device: 'bench',
      seen: { version: 0, stamp: '' },
      data,
    }
  })
  for (let at = 0; at < entries.length; at += 250) {
    const some = entries.slice(at, at + 250).map((entry) => ({ n: 0, entry }))
    const settled = await journal.submit({ companyId, stream: null, sentAt: now, entries: some })
    const refused = settled.find(({ outcome }) => outcome.type !== 'applied')
    if (refused) throw new Error(JSON.stringify(refused))
  }
}

/** Rows a second of the update alone: the same rows, their next day and their work written anew. */
async function bareUpdate({ db }: Database): Promise<number> {
  await db.execute(sql`create table bench_casework as select * from casework`)
  await db.execute(sql`create unique index on bench_casework (company_id, id)`)
  const tomorrow = addDays(dayIn(TIME_ZONE, Date.now()), 30)
  const took = await timed(() =>
    db.execute(
      sql`update bench_casework set wakes_on = ${tomorrow}, version = version + 1,
          work = jsonb_set(work, '{toldLate}', '["late"]')`,
    ),
  )
  return (PLANS / took) * 1000
}

/** The database, with the time each transaction took; each holds the company's lock to its end. */
function watched(database: Database, held: number[]): Database {
  return {
    ...database,
    transaction: async (work) => {
      const begun = performance.now()
      try {
        return await database.transaction(work)
      } finally {
        held.push(performance.now() - begun)
      }
    },
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
