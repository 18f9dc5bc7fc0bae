import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { randomBytes } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import { dayIn } from '#shared/base/calendar-day.ts'
import { newId } from '#shared/base/ids.ts'
import { ofKind } from '#shared/company/company.ts'
import { must } from '#shared/base/must.ts'
import { prepareSteps } from '../../server/calendar/prepare-steps.ts'
import { loadCompany } from '../../server/company/load-company.ts'
import { type Database, openDatabase } from '../../server/db/open.ts'
import { rowOf } from '../../server/db/rows.ts'
import { readSettings } from '../../server/env.ts'
import { Journal } from '../../server/journal/journal.ts'
import { journalPorts } from '../../server/journal/ports.ts'
import { createLog } from '../../server/log.ts'
import { createAuth } from '../../server/people/auth.ts'
import { startPostgres } from '../../server/testing/postgres.ts'
import type { Figure } from './figure.ts'
import { makeLedger } from './ledger.ts'
import { median, rounded } from './statistics.ts'

const CLIENTS = Number(process.env['CLIENTS'] ?? 20_000)
const MADE = 100
const ITEMS_EACH = 25
/** The oldest items fall due over so many days up to now and a little beyond: each day steps of some of them are due. */
const DUE_DAYS = 200
const DUE_AHEAD = 50
const DAYS = 5
const DAY_MS = 86_400_000

/**
 * The morning of a company of 20,000 clients with 500,000 open items: every client is looked at, the steps that fell due
 * since yesterday are prepared. Clients a second, against the bare SQL that finds the leader item of each client; the
 * first run, which prepares what years left; and a second look at a day, which changes nothing.
 */
export async function dailyRun(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-bench-daily-'))
  const database = await openDatabase({ url: postgres.url })
  try {
    const settings = readSettings({ DATA_DIR: dataDir, DATABASE_URL: postgres.url, LOG_LEVEL: 'error' })
    const auth = createAuth({ database, settings, log: createLog(settings), sendResetLink: async () => {} })
    const size = { clients: MADE, items: MADE * ITEMS_EACH, actions: 0, history: 0 }
    const { companyId } = await makeLedger(database, auth, size)
    await multiply(database, companyId, CLIENTS / MADE)
    let now = Date.now()
    const journal = new Journal(database, { ...journalPorts, now: () => now, committed: () => {} })
    await makeAutomatic(database, journal, companyId)

    const morning = async () => {
      const day = { companyId, today: dayIn('Europe/Paris', now), doneFor: null, now }
      // A fresh job, as after a start: it has no memory of the hours it has looked in.
      return timed(() => prepareSteps().run({ database, journal }, day))
    }
    const first = await morning()
    const preparedFirst = await prepared(database, companyId)
    const again = await morning()
    if ((await prepared(database, companyId)) !== preparedFirst)
      throw new Error('a second look prepared more')

    const mornings: number[] = []
    const bare: number[] = []
    for (let n = 0; n < DAYS; n++) {
      now += DAY_MS
      bare.push(await leadersBySql(database, companyId))
      mornings.push(await morning())
    }
    const aDay = ((await prepared(database, companyId)) - preparedFirst) / DAYS
    const [took, floor] = [median(mornings), median(bare)]
    return [
      {
        name: 'daily-run',
        value: Math.round((CLIENTS / took) * 1000),
        unit: 'clients/s',
        ratio: rounded(took / floor, 2),
        against: `${rounded(floor)} ms for the bare SQL that finds the leader items; ${aDay} steps prepared a day`,
      },
      {
        name: 'daily-run/first',
        value: Math.round((CLIENTS / first) * 1000),
        unit: 'clients/s',
        ratio: rounded(first / floor, 2),
        against: `the same; ${preparedFirst} steps prepared`,
      },
      {
        name: 'daily-run/again',
        value: Math.round((CLIENTS / again) * 1000),
        unit: 'clients/s',
        ratio: rounded(again / floor, 2),
        against: 'the same; nothing prepared',
      },
    ]
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** So many of every client, each with its items; written past the journal, for what is measured comes after. */
async function multiply({ db }: Database, companyId: string, times: number): Promise<void> {
  const copies = sql`generate_series(1, ${times - 1}) as n`
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`
      insert into clients select (jsonb_populate_record(c, jsonb_build_object(
        'id', ${copyId(sql`c.id`)}, 'number', c.number || '-' || n))).*
      from clients c, ${copies} where c.company_id = ${companyId}`)
    await tx.execute(sql`
      insert into items select (jsonb_populate_record(i, jsonb_build_object(
        'id', ${copyId(sql`i.id`)}, 'client_id', ${copyId(sql`i.client_id`)}, 'number', i.number || '-' || n,
        'due_on', current_date + ${DUE_AHEAD}::int - n % ${DUE_DAYS} + (i.due_on - oldest.due_on)))).*
      from items i
        join (select client_id, min(due_on) as due_on from items where company_id = ${companyId} group by 1) as oldest
          on oldest.client_id = i.client_id,
        ${copies}
      where i.company_id = ${companyId}`)
  })
  await db.execute(sql`vacuum analyze`)
}

/** Of the form a UUID has: entries about anything else are refused. */
function copyId(id: SQL): SQL {
  return sql`overlay(overlay(md5(${id}::text || n) placing '5' from 13) placing '8' from 17)::uuid`
}

/** The standard scenario of such a company is prepared by itself. */
export async function makeAutomatic({ db }: Database, journal: Journal, companyId: string): Promise<void> {
  const company = await loadCompany(db, companyId)
  const [scenario] = ofKind(company.settings.values(), 'scenario')
  const [text] = company.messageTemplates
  const standard = must(scenario, 'a scenario')
  const by = must(
    [...company.people.values()].find(({ role }) => role === 'creditManager'),
    'a manager',
  )
  const steps = standard.data.steps.map((step) => ({
    ...step,
    mode: 'automatic' as const,
    messageTemplateId: must(text, 'a text').id,
  }))
  const now = Date.now()
  const entry = {
    id: newId(now, randomBytes(16)),
    kind: 'setting.saved',
    v: 2,
    by: by.id,
    subject: { type: 'company' as const },
    at: now,
    device: 'bench',
    seen: { version: 0, stamp: '' },
    data: { setting: { ...standard, data: { ...standard.data, steps } } },
  }
  const [settled] = await journal.submit({ companyId, stream: null, sentAt: now, entries: [{ n: 0, entry }] })
  if (settled?.outcome.type !== 'applied') throw new Error(JSON.stringify(settled))
}

async function prepared({ db }: Database, companyId: string): Promise<number> {
  const { n } = await rowOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from history where company_id = ${companyId} and kind = 'scenarioStep.prepared'`,
  )
  return n
}

function leadersBySql({ db }: Database, companyId: string): Promise<number> {
  return timed(() =>
    db.execute(sql`
      select distinct on (i.client_id) i.client_id, i.id, i.due_on from items i
      where i.company_id = ${companyId} and i.closed_on is null and i.balance_minor > 0
        and not exists (select from associations a where a.company_id = i.company_id and a.item_id = i.id and a.left_on is null)
      order by i.client_id, i.due_on, i.id`),
  )
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
