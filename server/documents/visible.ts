import { type SQL, sql } from 'drizzle-orm'
import type { Document, Settled } from '#shared/documents/document.ts'
import { RUNS_THE_COMPANY } from '#shared/journal/permissions.ts'
import type { Person } from '#shared/people/person.ts'
import { arrayText } from '../db/array-text.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'

export type Asker = { companyId: string; person: Person }

/** What serving a page needs to know of its document. */
export type SeenDocument = Pick<Document, 'id' | 'name' | 'pages' | 'settled'>

/** A document, for somebody who may see it; for all others there is none. */
export async function visibleDocument(
  db: Db,
  asker: Asker,
  documentId: string,
): Promise<SeenDocument | undefined> {
  const [found] = await rowsOf<SeenDocument>(
    db,
    sql`select d.id, d.name, d.pages, d.settled from documents d
        where d.company_id = ${asker.companyId} and d.id = ${documentId} and ${isVisible(asker)}`,
  )
  return found
}

/** Of some bytes, those that are settled in a document the asker may see. */
export async function visibleBytes(
  db: Db,
  asker: Asker,
  hashes: readonly string[],
): Promise<Pick<Settled, 'hash' | 'bytes'>[]> {
  return rowsOf<Pick<Settled, 'hash' | 'bytes'>>(
    db,
    sql`select o.hash, o.bytes from document_objects o
        where o.company_id = ${asker.companyId} and o.hash = any(${arrayText(hashes)}::text[])
          and exists (
            select from documents d
            where d.company_id = o.company_id
              and d.pages @> jsonb_build_array(jsonb_build_object('hash', o.hash))
              and d.settled @> jsonb_build_array(jsonb_build_object('hash', o.hash))
              and ${isVisible(asker)})`,
  )
}

/** Of some bytes, those that the asker gave themselves: a scanner may take its time to look into them. */
export async function givenBytes(
  db: Db,
  { companyId, person }: Asker,
  hashes: readonly string[],
): Promise<Pick<Settled, 'hash'>[]> {
  return rowsOf<Pick<Settled, 'hash'>>(
    db,
    sql`select o.hash from document_objects o
        join document_givers g on g.company_id = o.company_id and g.hash = o.hash
        where o.company_id = ${companyId} and o.hash = any(${arrayText(hashes)}::text[])
          and g.person_id = ${person.id} and g.bytes > 0`,
  )
}

/**
 * Whether a document `d` is in a file the asker holds: the client's, or that of a case it belongs to, itself or by an
 * item. `partOf` in shared says what a case file holds; a test keeps the two together. Who runs the company reads what is
 * too much for them to carry.
 */
function isVisible({ companyId, person }: Asker): SQL {
  if (RUNS_THE_COMPANY[person.role] === 'everywhere') return sql`not d.removed`
  return sql`(not d.removed and exists (
    select from scope s
    where s.company_id = ${companyId} and s.person_id = ${person.id} and s.out_version is null
      and s.client_id = d.client_id
      and (s.kind = 'client' or exists (
        select from actions a
        where a.company_id = s.company_id and a.client_id = d.client_id
          and ((a.id = s.file_id and not a.removed) or a.case_id = s.file_id)
          and (a.id = d.action_id or exists (
            select from associations t
            where t.company_id = a.company_id and t.client_id = a.client_id and t.action_id = a.id and not t.removed
              and (t.left_on is null or (a.closed_on is not null and t.left_because = 'closed'))
              and jsonb_exists(d.item_ids, t.item_id::text)))))))`
}
