import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { idFrom, newId } from '#shared/base/ids.ts'
import type { Entry, Seen } from '#shared/journal/entry.ts'
import type { DataOf } from '#shared/journal/data.ts'
import type { ImportedRow } from '#shared/journal/kinds/items-imported.ts'
import { ALL_KINDS, type KindName } from '#shared/journal/kinds.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { ROLES, type Role } from '#shared/people/person.ts'
import { createCompanyInStore } from '../company/create-company.ts'
import { savePeople } from '../company/people-store.ts'
import type { Database } from '../db/open.ts'
import { rowOf } from '../db/rows.ts'
import { type Committed, Journal } from '../journal/journal.ts'

export const TODAY = '2026-11-22'
const START = Date.parse('2026-11-22T09:00:00Z')

/** A company of its own for a test, with one person of each role, a journal on it, and a clock that only tests move. */
export async function aCompany(database: Database, timeZone = 'Europe/Paris') {
  const id = randomUUID()
  const clock = { now: START }
  const commits: Committed[] = []
  const ports = {
    now: () => (clock.now += 1),
    salt: () => randomBytes(8).toString('hex'),
    stamp: () => randomBytes(8).toString('hex'),
    committed: (change: Committed) => void commits.push(change),
  }
  await createCompanyInStore(database, { id, name: 'Test company', currency: 'EUR', timeZone }, ports)
  const personOf = (role: Role) => `${role}-${id}`
  await savePeople(
    database,
    id,
    ROLES.map((role) => ({
      id: personOf(role),
      name: role,
      email: `${role}@test`,
      role,
      entity: null,
      active: true,
    })),
    ports,
  )
  const journal = new Journal(database, ports)
  const streams = new Map<string, { id: string; next: number }>()

  const entry = <Kind extends KindName>(
    kind: Kind,
    by: string,
    clientId: string | null,
    data: DataOf<Kind>,
    more: Partial<Entry> = {},
  ): Entry => ({
    id: newId(clock.now, randomBytes(16)),
    kind,
    v: ALL_KINDS[kind].v,
    by,
    subject: clientId === null ? { type: 'company' } : { type: 'client', id: clientId },
    at: clock.now,
    device: 'test',
    seen: { version: 0, stamp: '' },
    data,
    ...more,
  })

  const push = async (by: string, ...entries: Entry[]): Promise<Outcome[]> => {
    const stream = streams.get(by) ?? { id: randomUUID(), next: 1 }
    streams.set(by, stream)
    const settled = await journal.submit({
      companyId: id,
      stream: { id: stream.id, personId: by, device: 'test' },
      sentAt: clock.now,
      entries: entries.map((one) => ({ n: stream.next++, entry: one })),
    })
    return settled.map(({ outcome }) => outcome)
  }

  /** A client with open invoices of 100.00, 200.00 … EUR, in the collector's portfolio unless told otherwise. */
  const aClient = async (
    options: { items?: Partial<ImportedRow>[]; collectorId?: string | null } = {},
  ): Promise<{ clientId: string; itemIds: string[] }> => {
    const clientId = randomUUID()
    const rows = (options.items ?? [{}, {}, {}]).map((fields, index) => ({
      id: idFrom(clientId, String(index)),
      number: `F${index + 1}`,
      kind: 'invoice' as const,
      entity: null,
      currency: 'EUR',
      amountMinor: (index + 1) * 10_000,
      balanceMinor: (index + 1) * 10_000,
      issuedOn: '2026-09-01',
      dueOn: '2026-10-01',
      closedOn: null,
      sourceStatus: null,
      statusId: null,
      ...fields,
    }))
    await importRows(
      clientId,
      rows,
      options.collectorId === undefined ? personOf('collector') : options.collectorId,
    )
    return { clientId, itemIds: rows.map((row) => row.id) }
  }

  const importRows = (
    clientId: string,
    items: ImportedRow[],
    collectorId: string | null = null,
    absent: string[] = [],
  ) =>
    journal.submit({
      companyId: id,
      stream: null,
      sentAt: clock.now,
      entries: [
        {
          n: 0,
          entry: entry('items.imported', 'accounting', clientId, {
            source: 'test',
            asOf: TODAY,
            appliesRules: true,
            client: {
              number: clientId,
              name: `Client ${clientId.slice(0, 4)}`,
              entity: null,
              scenarioId: 'scenario.standard',
              sourceCollector: collectorId,
              collectorId,
              email: null,
              phone: null,
            },
            items,
            absent,
          }),
        },
      ],
    })

  /** The version the company is at, as a device that has just pulled has seen it. */
  const seen = () =>
    rowOf<Seen>(
      database.db,
      sql`select version, stamp from versions where company_id = ${id} order by version desc limit 1`,
    )

  /** What was deferred is of a kind that the build which starts next knows. */
  const nextBuildReads = (entryId: string, kind: KindName) =>
    database.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('suivi.version', (select version::text from companies where id = ${id}), true)`,
      )
      await tx.execute(sql`update entries set kind = ${kind} where company_id = ${id} and id = ${entryId}`)
    })

  return {
    nextBuildReads,
    seen,
    id,
    database,
    journal,
    ports,
    clock,
    commits,
    personOf,
    entry,
    push,
    aClient,
    importRows,
  }
}

export type TestCompany = Awaited<ReturnType<typeof aCompany>>
