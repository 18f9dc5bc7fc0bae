import { sql } from 'drizzle-orm'
import type { Company } from '#shared/company/company.ts'
import type { PastImport, PreviewRow, UnfollowedDispute } from '#shared/protocol/imports.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ImportPorts } from './import-run.ts'
import { failDeadRuns } from './runs.ts'

/** The first rows of a staged file, as they were understood. */
export function firstRows(db: Db, runId: string, limit: number): Promise<PreviewRow[]> {
  return rowsOf(
    db,
    sql`select line, result, number, client_number as "clientNumber", client_name as "clientName", kind, entity, currency,
          amount_minor as "amountMinor", balance_minor as "balanceMinor", issued_on::text as "issuedOn",
          due_on::text as "dueOn", closed_on::text as "closedOn", status_id as "statusId", collector,
          client_fields as "clientFields", item_fields as "itemFields"
        from import_rows where run_id = ${runId} order by line limit ${limit}`,
  )
}

/** The runs of a company, the last first; those a stopped process left running are said to have failed. */
export async function pastImports(
  { database, now }: Pick<ImportPorts, 'database' | 'now'>,
  companyId: string,
  limit: number,
): Promise<PastImport[]> {
  await failDeadRuns(database, companyId, now())
  return rowsOf(
    database.db,
    sql`select id, source, mapping, file_name as "fileName", as_of::text as "asOf", mode, state, by, at, counts
        from imports where company_id = ${companyId} and state <> 'preview' order by at desc, id desc limit ${limit}`,
  )
}

/** Clients with open disputed items outside any follow-up, those with most first. */
export function unfollowedDisputes(
  db: Db,
  companyId: string,
  company: Company,
): Promise<UnfollowedDispute[]> {
  const disputes = company.statuses.filter(({ data }) => data.category === 'dispute').map(({ id }) => id)
  return rowsOf(
    db,
    sql`select c.id as "clientId", c.name, count(*)::int as items
        from items i join clients c on c.company_id = i.company_id and c.id = i.client_id
        where i.company_id = ${companyId} and i.closed_on is null
          and i.status_id in (select jsonb_array_elements_text(${JSON.stringify(disputes)}::jsonb))
          and not exists (select from associations a where a.company_id = i.company_id and a.item_id = i.id
                          and a.left_on is null and not a.removed)
        group by c.id, c.name order by items desc, c.name limit 500`,
  )
}
