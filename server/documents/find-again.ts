import { stat } from 'node:fs/promises'
import { sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { type Store, keyOf } from './store.ts'
import { knowBytes, sha256Of } from './take.ts'

type Parts = { database: Database; store: Store; now: () => number }
type Sought = { companyId: string; hash: string; mediaType: string; name: string; byId: string }

/**
 * Bytes the store has and the database does not know are left behind only by a backup put back: the phones that gave them
 * have let go of their copies since. When the entry that speaks of them comes a second time, they are found here, and
 * are its author's. Returns what is to be looked into.
 */
export async function findAgain({
  database,
  store,
  now,
}: Parts): Promise<{ companyId: string; hash: string }[]> {
  const awaited = await rowsOf<Sought>(
    database.db,
    sql`select distinct on (d.company_id, page->>'hash')
          d.company_id as "companyId", page->>'hash' as hash, page->>'mediaType' as "mediaType", d.name, d.by_id as "byId"
        from documents d
        cross join lateral jsonb_array_elements(d.pages) as page
        where jsonb_array_length(d.settled) < jsonb_array_length(d.pages)
          and not exists (
            select from document_objects o where o.company_id = d.company_id and o.hash = page->>'hash')
        order by d.company_id, page->>'hash', d.captured_at`,
  )
  const found: { companyId: string; hash: string }[] = []
  for (const { companyId, hash, mediaType, name, byId } of awaited) {
    const bytes = await store.asFile(keyOf(companyId, hash), async (path) =>
      (await sha256Of(path)) === hash ? (await stat(path)).size : undefined,
    )
    if (bytes === undefined) continue
    await knowBytes(database.db, { companyId, personId: byId }, { hash, bytes, mediaType, name, at: now() })
    found.push({ companyId, hash })
  }
  return found
}
