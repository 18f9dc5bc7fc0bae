import { expect } from 'vitest'
import { sql } from 'drizzle-orm'
import type { ImportCounts } from '#shared/imports/import-plan.ts'
import { rowsOf } from '../db/rows.ts'
import { type TestCompany, aCompany } from './a-company.ts'
import { type Imported, anImporter } from './an-import.ts'
import { testDatabase } from './databases.ts'

/** A company whose books tests import into. */
export async function aBook() {
  const company = await aCompany(await testDatabase())
  return { company, ...anImporter(company) }
}

export function done(outcome: Imported) {
  if (outcome.state !== 'done') throw new Error(`it is ${outcome.state}`)
  const { read, ...classes } = outcome.counts
  expect(read).toBe(Object.values(classes).reduce((sum, count) => sum + count, 0))
  return outcome
}

export function counts(outcome: Imported): Partial<ImportCounts> & { absent: number } {
  const { counts: all, absent } = done(outcome)
  const { read: _, ...classes } = all
  return { ...Object.fromEntries(Object.entries(classes).filter(([, count]) => count > 0)), absent }
}

export function openNumbers(company: TestCompany): Promise<string[]> {
  return rowsOf<{ number: string }>(
    company.database.db,
    sql`select number from items where company_id = ${company.id} and closed_on is null order by number`,
  ).then((rows) => rows.map(({ number }) => number))
}

export function entryCount(company: TestCompany): Promise<number> {
  return rowsOf<{ count: number }>(
    company.database.db,
    sql`select count(*)::int as count from entries where company_id = ${company.id}`,
  ).then(([row]) => row?.count ?? 0)
}
