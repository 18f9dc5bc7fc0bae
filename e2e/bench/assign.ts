import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'drizzle-orm'
import { dayIn } from '#shared/base/calendar-day.ts'
import { idFrom, newId } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { ofKind } from '#shared/company/company.ts'
import { ruleRow } from '#shared/company/rule-row.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { loadCompany } from '../../server/company/load-company.ts'
import { savePeople } from '../../server/company/people-store.ts'
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
import { rounded } from './statistics.ts'

const CLIENTS = 1_000
const DISPUTES = 10_000
const USERS = 200
const AT_ONCE = 50

/**
 * 10,000 disputes are opened, each finds its resolver among 200 users with two criteria each: disputes a second through the
 * journal, against the same openings while assignment is off.
 */
export async function assignBench(): Promise<Figure[]> {
  const postgres = await startPostgres({ durable: true })
  const dataDir = mkdtempSync(join(tmpdir(), 'suivi-bench-assign-'))
  const database = await openDatabase({ url: postgres.url })
  try {
    const settings = readSettings({ DATA_DIR: dataDir, DATABASE_URL: postgres.url, LOG_LEVEL: 'error' })
    const auth = createAuth({ database, settings, log: createLog(settings), sendResetLink: async () => {} })
    const ledger = await makeLedger(database, auth, {
      clients: CLIENTS,
      items: 2 * DISPUTES,
      actions: 0,
      history: 0,
    })
    const { companyId, collectorId, clientIds } = ledger
    await addUsers(database, companyId)
    await database.db.execute('analyze')
    const journal = new Journal(database, { ...journalPorts, committed: () => {} })
    const company = await loadCompany(database.db, companyId)
    const reasonIds = company.reasons.map(({ id }) => id)
    const manager = must(
      [...company.people.values()].find(({ role }) => role === 'creditManager'),
      'a manager',
    ).id

    const submit = async (entries: readonly Entry[]) => {
      for (let at = 0; at < entries.length; at += AT_ONCE) {
        const batch = entries.slice(at, at + AT_ONCE).map((entry) => ({ n: 0, entry }))
        const settled = await journal.submit({ companyId, stream: null, sentAt: Date.now(), entries: batch })
        const refused = settled.find(({ outcome }) => outcome.type !== 'applied')
        if (refused) throw new Error(JSON.stringify(refused))
      }
    }
    const entryOf = (
      kind: string,
      v: number,
      by: string,
      subject: Entry['subject'],
      data: unknown,
    ): Entry => {
      const now = Date.now()
      const id = newId(now, randomBytes(16))
      return { id, kind, v, by, subject, at: now, device: 'bench', seen: { version: 0, stamp: '' }, data }
    }
    /** The n-th item of every client goes into a dispute, for n in a range. */
    const disputes = (from: number, to: number) =>
      clientIds.flatMap((clientId, at) =>
        Array.from({ length: to - from }, (_, n) =>
          entryOf(
            'action.opened',
            1,
            collectorId,
            { type: 'client', id: clientId },
            {
              actionId: newId(Date.now(), randomBytes(16)),
              type: 'followUp',
              kind: 'dispute',
              name: `Price of delivery ${from + n}`,
              dueOn: dayIn(company.timeZone, Date.now()),
              ownerId: collectorId,
              resolverId: null,
              reasonId: reasonIds[(at + n) % reasonIds.length] ?? null,
              on: dayIn(company.timeZone, Date.now()),
              itemIds: [idFrom(clientId, String(from + n))],
              move: false,
              comment: null,
            },
          ),
        ),
      )

    const half = DISPUTES / CLIENTS
    const without = await timed(() => submit(disputes(0, half)))
    const setting = { ...ruleRow('assignmentRule', company), data: { active: true } }
    await submit([entryOf('setting.saved', 2, manager, { type: 'company' }, { setting })])
    const took = await timed(() => submit(disputes(half, 2 * half)))
    const { n } = await rowOf<{ n: number }>(
      database.db,
      sql`select count(*)::int as n from actions where company_id = ${companyId} and resolver_id is not null`,
    )
    if (n !== DISPUTES) throw new Error(`${n} of ${DISPUTES} have a resolver`)
    return [
      {
        name: 'assign',
        value: Math.round((DISPUTES / took) * 1000),
        unit: 'assignments/s',
        ratio: rounded(took / without, 2),
        against: `${Math.round((DISPUTES / without) * 1000)} openings/s while assignment is off`,
      },
    ]
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Each has every reason, and one of them together with clients whose number ends the client's range: somebody always fits. */
async function addUsers(database: Database, companyId: string): Promise<void> {
  const company = await loadCompany(database.db, companyId)
  const reasons = ofKind(company.settings.values(), 'reason').map(({ id }) => id)
  const people = Array.from({ length: USERS }, (_, at) => ({
    id: `resolver-${at}`,
    name: `Resolver ${at}`,
    email: `resolver-${at}@bench.example`,
    role: 'resolver' as const,
    entity: null,
    active: true,
    criteria: [
      { key: 'all', conditions: [{ type: 'field' as const, field: 'reasonId' as const, is: reasons }] },
      {
        key: 'own',
        conditions: [
          {
            type: 'field' as const,
            field: 'reasonId' as const,
            is: [must(reasons[at % reasons.length], 'a reason')],
          },
          { type: 'field' as const, field: 'client.number' as const, is: [`C1${String(at % 10)}*`] },
        ],
      },
    ],
  }))
  await savePeople(database, companyId, people, journalPorts)
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}
