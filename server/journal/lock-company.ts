import { eq, sql } from 'drizzle-orm'
import { must } from '#shared/base/must.ts'
import { companies } from '../company/tables.ts'
import type { Db } from '../db/open.ts'
import type { Head } from './write-round.ts'

/**
 * Locks the company's row: the first statement of every write. What the transaction then reads it reads by key: a table
 * that was small when the planner last looked is not read whole.
 */
export async function lockCompany(tx: Db, companyId: string): Promise<Head> {
  const [locked] = await tx
    .select({ head: companies, byKey: sql`set_config('enable_seqscan', 'off', true)` })
    .from(companies)
    .where(eq(companies.id, companyId))
    .for('update')
  return must(locked, `company ${companyId}`).head
}
