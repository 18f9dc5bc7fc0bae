import { sql } from 'drizzle-orm'
import type { ImportCounts } from '#shared/imports/import-plan.ts'
import { NOT_IN_THE_FILE, type RowError } from '#shared/imports/row-error.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ChangeToCome } from './changes-to-come.ts'
import type { ImportRun } from './import-run.ts'

/** Changes of one client that the journal did not take, with the reference it gave. */
export type NotTaken = { changes: ChangeToCome[]; reference: string }

/**
 * What the journal refused is listed like rows that could not be read: the row itself, every row of a client whose card
 * alone differs, and the open item that the file no longer has.
 */
export async function listNotTaken(
  db: Db,
  run: ImportRun,
  notTaken: readonly NotTaken[],
): Promise<RowError[]> {
  if (notTaken.length === 0) return []
  const refused = notTaken.flatMap(({ changes, reference }) =>
    changes.map(({ class: name, line, clientId, itemId }) => ({ name, line, clientId, itemId, reference })),
  )
  return rowsOf<RowError>(
    db,
    sql`
    with refused as (
      select * from json_to_recordset(${JSON.stringify(refused)}::json)
        as x(name text, line int, "clientId" uuid, "itemId" uuid, reference text)
    ), listed as (
      select r.line, r.number, 'notTaken' as code, x.reference from refused x
      join import_rows r on r.run_id = ${run.id} and r.line = x.line
      union all
      select r.line, r.number, 'notTaken', x.reference from refused x
      join import_rows r on r.run_id = ${run.id} and r.result = 'ok' and r.client_id = x."clientId"
      join items i on i.company_id = ${run.companyId} and i.id = r.item_id
      where x.name = 'card'
      union all
      select ${NOT_IN_THE_FILE}::int, i.number, 'notClosed', x.reference from refused x
      join items i on i.company_id = ${run.companyId} and i.id = x."itemId"
      where x.name = 'absent'
    ), kept as (
      insert into import_errors (run_id, line, n, "column", value, code, params)
      select ${run.id}::uuid, line, row_number() over (partition by line order by number) - 1, null, number, code,
        jsonb_build_object('reference', reference)
      from listed
      returning line, n, "column", value, code, params
    )
    select line, "column", value, code, params from kept order by line, n`,
  )
}

/** The counts as they turned out: every row of the list is refused instead of what it was planned to be. */
export function withoutNotTaken(
  counts: ImportCounts,
  absent: number,
  notTaken: readonly NotTaken[],
  listed: readonly RowError[],
): { counts: ImportCounts; absent: number } {
  const changes = notTaken.flatMap((refused) => refused.changes)
  const countOf = (name: ChangeToCome['class']) => changes.filter((change) => change.class === name).length
  const added = countOf('added')
  const closed = countOf('closed')
  const rows = listed.filter(({ line }) => line !== NOT_IN_THE_FILE).length
  return {
    counts: {
      ...counts,
      added: counts.added - added,
      closed: counts.closed - closed,
      changed: counts.changed - (rows - added - closed),
      errors: counts.errors + rows,
    },
    absent: absent - countOf('absent'),
  }
}
