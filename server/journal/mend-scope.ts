import { eq, sql } from 'drizzle-orm'
import { loadCompany } from '../company/load-company.ts'
import { companies, versions } from '../company/tables.ts'
import type { Database, Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { loadFiles } from './file-rows.ts'
import type { JournalPorts } from './journal.ts'
import { lockCompany } from './lock-company.ts'
import { maintainScope } from './scope-changes.ts'

/**
 * Holds the scope that is kept against the one computed from scratch, and brings it in line, in the company's turn like
 * a write. They differ when a build comes that gives files otherwise than the one before; at any other time it is a
 * defect. Returns how many clients it was put right for.
 */
export async function mendScope(
  { transaction, db }: Database,
  { now, stamp }: Pick<JournalPorts, 'now' | 'stamp'>,
): Promise<number> {
  let mended = 0
  for (const { id } of await db.select({ id: companies.id }).from(companies)) {
    // Nearly always there is nothing: nobody is made to wait while it is asked.
    if ((await clientsThatDiffer(db, id)).length === 0) continue
    await transaction(async (tx) => {
      const head = await lockCompany(tx, id)
      const clientIds = await clientsThatDiffer(tx, id)
      const files = [...(await loadFiles(tx, id, clientIds)).values()].map(({ file }) => file)
      const version = head.version + 1
      await tx.execute(sql`select set_config('suivi.version', ${String(version)}, true)`)
      await maintainScope(tx, id, version, files, await loadCompany(tx, id), head.isHeldWhole)
      await tx.update(companies).set({ version }).where(eq(companies.id, id))
      await tx.insert(versions).values({ companyId: id, version, stamp: stamp(), at: now() })
      mended += clientIds.length
    })
  }
  return mended
}

async function clientsThatDiffer(tx: Db, companyId: string): Promise<string[]> {
  const columns = sql`person_id, kind, file_id, client_id, reasons`
  const kept = sql`select ${columns} from scope where company_id = ${companyId} and out_version is null`
  const said = sql`select ${columns} from scope_from_scratch where company_id = ${companyId}`
  const rows = await rowsOf<{ clientId: string }>(
    tx,
    sql`select distinct client_id as "clientId"
        from ((${kept} except ${said}) union all (${said} except ${kept})) as differing`,
  )
  return rows.map(({ clientId }) => clientId)
}
