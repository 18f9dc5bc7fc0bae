import { sql } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { REENCODED, type Store, hashOfKey, keyOf } from './store.ts'
import { type UploadFolder, endUpload, expiredUploads } from './uploads.ts'

type Parts = { database: Database; store: Store; folder: UploadFolder; now: () => number }

const DAY_MS = 86_400_000

/**
 * Bytes nobody speaks of are kept for so long: a day longer than phones send again what they did, should the database
 * go back to a backup. So an entry that comes a second time finds its bytes.
 */
export const UNSPOKEN_KEPT_MS = 15 * DAY_MS
/** What the store has and the database does not know, which only a backup put back leaves behind. */
export const UNKNOWN_KEPT_MS = 30 * DAY_MS

/** Forgets uploads that were not finished in time. */
export async function sweepUploads({ database, folder, now }: Parts): Promise<void> {
  for (const { id } of await expiredUploads(database.db, now())) {
    await folder.forget(id)
    await endUpload(database.db, id)
  }
}

/**
 * Removes bytes no entry speaks of. What a document has, taken back or withdrawn included, is never removed, nor what
 * an entry speaks of that is not decided yet: parked, deferred, or in quarantine.
 */
export async function sweepBytes(parts: Parts): Promise<number> {
  const { database, store, now } = parts
  const companies = await rowsOf<{ id: string }>(database.db, sql`select id from companies order by id`)
  let swept = 0
  for (const { id: companyId } of companies) {
    for (const hash of await unspokenOf(database, companyId, now() - UNSPOKEN_KEPT_MS)) {
      await forgetBytes(parts, companyId, hash)
      swept++
    }
    for await (const { key, keptAt } of store.list(companyId))
      if (now() - keptAt > UNKNOWN_KEPT_MS && !(await isKnown(database, companyId, hashOfKey(key))))
        await store.remove(key)
  }
  return swept
}

async function unspokenOf({ db }: Database, companyId: string, before: number): Promise<string[]> {
  const rows = await rowsOf<{ hash: string }>(
    db,
    sql`select hash from document_objects o
        where company_id = ${companyId} and received_at < ${before}
          and not exists (
            select from document_givers g
            where g.company_id = o.company_id and g.hash = o.hash and g.at >= ${before})
          and ${isUnspoken}`,
  )
  return rows.map(({ hash }) => hash)
}

/** Of bytes `o`. What is not decided yet is looked through as text: it may be of a shape this build cannot read. */
const isUnspoken = sql`not exists (
    select from documents d
    where d.company_id = o.company_id and d.pages @> jsonb_build_array(jsonb_build_object('hash', o.hash)))
  and not exists (
    select from quarantine q
    where q.company_id = o.company_id and q.outcome is null and strpos(q.entry, o.hash) > 0)
  and not exists (
    select from parked p
    where p.company_id = o.company_id and p.decision is null and strpos(p.data::text, o.hash) > 0)
  and not exists (
    select from entries e
    where e.company_id = o.company_id and e.outcome->>'type' = 'deferred' and strpos(e.data::text, o.hash) > 0)`

/** In one transaction with a last look, so that what is spoken of meanwhile stays. */
async function forgetBytes({ database, store }: Parts, companyId: string, hash: string): Promise<void> {
  const gone = await database.transaction(async (tx) => {
    const rows = await rowsOf<{ hash: string }>(
      tx,
      sql`delete from document_objects o where company_id = ${companyId} and hash = ${hash} and ${isUnspoken}
          returning hash`,
    )
    if (rows.length > 0)
      await tx.execute(sql`delete from document_givers where company_id = ${companyId} and hash = ${hash}`)
    return rows.length > 0
  })
  if (!gone) return
  for (const form of [...REENCODED, undefined]) await store.remove(keyOf(companyId, hash, form))
}

async function isKnown({ db }: Database, companyId: string, hash: string | undefined): Promise<boolean> {
  const rows = await rowsOf(
    db,
    sql`select hash from document_objects where company_id = ${companyId} and hash = ${hash ?? ''}`,
  )
  return rows.length > 0
}
