import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { dayIn } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import type { Document } from '#shared/documents/document.ts'
import { openDocuments } from '../documents/documents.ts'
import { rowsOf } from '../db/rows.ts'
import { createLog } from '../log.ts'
import { verifyChain } from '../journal/verify-chain.ts'
import { aServer } from '../testing/a-server.ts'
import { makeDemoCompany } from './make-demo-company.ts'

it('given the demo company, then all its people did was taken, and each day brought what is its own on that day', async () => {
  const { database, auth, settings } = await aServer()
  const log = createLog({ logLevel: 'silent' })
  await makeDemoCompany(database, auth, Date.parse('2026-11-22T09:00:00Z'), (parts) =>
    openDocuments(settings, { database, log, ...parts }),
  )
  const company = sql`company_id = (select company_id from settings where data ->> 'name' = 'Maison Verdier' limit 1)`
  expect(
    await rowsOf(
      database.db,
      sql`select kind, data, outcome from entries
          where ${company} and outcome ->> 'type' in ('refused', 'parked', 'deferred')`,
    ),
  ).toEqual([])

  const brought = await rowsOf<{ kind: string; on: string; at: number }>(
    database.db,
    sql`select kind, data ->> 'on' as on, received_at::float8 as at from entries
        where ${company} and by = 'rule' and cause is null and kind <> 'document.settled'`,
  )
  expect(new Set(brought.map(({ kind }) => kind))).toEqual(
    new Set(['instalment.late', 'promise.broken', 'validation.forgotten']),
  )
  const documents = await rowsOf<Pick<Document, 'name' | 'pages' | 'settled'>>(
    database.db,
    sql`select name, pages, settled from documents where ${company}`,
  )
  expect(documents.length).toBeGreaterThan(5)
  for (const { pages, settled } of documents) {
    expect(settled.map(({ state }) => state)).toEqual(pages.map(() => 'notScanned'))
    expect(settled.map(({ hash }) => hash).toSorted()).toEqual(pages.map(({ hash }) => hash).toSorted())
  }
  for (const { on, at } of brought) expect(dayIn('Europe/Paris', at)).toBe(on)

  const [found] = await rowsOf<{ id: string }>(
    database.db,
    sql`select company_id as id from settings where ${company} limit 1`,
  )
  const { id } = must(found, 'the company')
  const clients = await rowsOf<{ next: number | null; own: string | null }>(
    database.db,
    sql`select (scenario_step ->> 'next')::int as next, own_scenario_id as own from clients where ${company}`,
  )
  const reached = new Set(clients.map(({ next }) => next))
  for (const step of [1, 2, 3, 4]) expect(reached).toContain(step)
  expect(clients.filter(({ own }) => own !== null)).toHaveLength(3)

  const asked = await rowsOf<{ suggested: { statusId: string }; on: string }>(
    database.db,
    sql`select suggested from items where ${company} and suggested is not null`,
  )
  expect(new Set(asked.map(({ suggested }) => suggested.statusId))).toEqual(
    new Set(['status.qualityDispute', 'status.deliveryDispute']),
  )
  const byRule = await rowsOf<{ resolver: string | null }>(
    database.db,
    sql`select resolver_id as resolver from actions where ${company} and template_id = 'template.price' and opened_by = 'accounting'`,
  )
  expect(byRule).toHaveLength(1)
  expect(byRule[0]?.resolver).not.toBeNull()
  const report = await database.transaction((tx) => verifyChain(tx, id, []), { snapshot: true })
  expect(report).toMatchObject({ breaks: [], erased: [], rows: report.head.number })
})
