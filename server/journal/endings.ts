import { sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import type { Ending } from './round.ts'

/**
 * Gives entries that were parked or deferred their final answer, under the version of this transaction, so that it
 * travels to their authors. An entry that has one keeps it.
 */
export async function writeEndings(tx: Db, companyId: string, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return
  const rows = JSON.stringify(
    endings.map(({ entryId, outcome, position }) => ({ id: entryId, outcome, position })),
  )
  await tx.execute(
    sql`update entries set outcome = r.outcome, position = r.position
        from json_to_recordset(${rows}::json) as r(id uuid, outcome jsonb, position integer)
        where entries.company_id = ${companyId} and entries.id = r.id
          and entries.outcome ->> 'type' in ('parked', 'deferred')`,
  )
}
