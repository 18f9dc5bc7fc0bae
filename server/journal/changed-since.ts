import { sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { rowOf, rowsOf } from '../db/rows.ts'

/** Clients of which a row was written after a version. */
export async function clientIdsChangedSince(tx: Db, companyId: string, version: number): Promise<string[]> {
  const rows = await rowsOf<{ clientId: string }>(
    tx,
    sql`select id as "clientId" from clients where company_id = ${companyId} and version > ${version}
        union select client_id from contacts where company_id = ${companyId} and version > ${version}
        union select client_id from items where company_id = ${companyId} and version > ${version}
        union select client_id from actions where company_id = ${companyId} and version > ${version}
        union select client_id from associations where company_id = ${companyId} and version > ${version}
        union select client_id from casework where company_id = ${companyId} and version > ${version}
        union select client_id from documents where company_id = ${companyId} and version > ${version}
        union select client_id from parked where company_id = ${companyId} and version > ${version}
        union select client_id from figures where company_id = ${companyId} and version > ${version}`,
  )
  return rows.map(({ clientId }) => clientId)
}

/** Whether settings or people were written after a version. */
export async function isCompanyChangedSince(tx: Db, companyId: string, version: number): Promise<boolean> {
  const { changed } = await rowOf<{ changed: boolean }>(
    tx,
    sql`select exists (select from settings where company_id = ${companyId} and version > ${version})
            or exists (select from people where company_id = ${companyId} and version > ${version}) as changed`,
  )
  return changed
}
