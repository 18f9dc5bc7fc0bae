import { sql } from 'drizzle-orm'
import { companies } from '../company/tables.ts'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'

const KEPT_MS = 90 * 86_400_000

/**
 * Forgets what is kept for 90 days: what left a scope or a case, and roles past. A cursor from before cannot be told
 * what left any more, and begins anew. Runs any number of times, on any number of instances.
 */
export async function prunePast({ transaction, db }: Database, now: number): Promise<void> {
  for (const { id } of await db.select({ id: companies.id }).from(companies))
    await transaction(async (tx) => {
      // As every write does first, so that two servers prune one after the other and neither meets a write half way.
      await tx.execute(sql`select from companies where id = ${id} for update`)
      const [row] = await rowsOf<{ version: number }>(
        tx,
        sql`select version from versions where company_id = ${id} and at <= ${now - KEPT_MS}
            order by version desc limit 1`,
      )
      if (!row) return
      const { version } = row
      await tx.execute(
        sql`update companies set kept_since = ${version} where id = ${id} and kept_since < ${version}`,
      )
      for (const table of ['scope', 'scope_past', 'roles_past'])
        await tx.execute(
          sql`delete from ${sql.identifier(table)} where company_id = ${id} and out_version <= ${version}`,
        )
      await tx.execute(sql`delete from departures where company_id = ${id} and version <= ${version}`)
    })
}
