import postgres from 'postgres'
import type { Ledger } from './ledger.ts'

/**
 * A journal with many older entries, each with its history row, as years of work would leave them. Written past the
 * journal: what is measured is only whether their number slows what comes after them.
 */
export async function growOld(url: string, { companyId, clientIds }: Ledger, count: number): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  const old = sql`
    select n, (lpad(to_hex(1600000000000 + n * 60000), 12, '0') || '70008' || substr(md5(n::text), 1, 15))::uuid as id,
           (${clientIds}::uuid[])[1 + n % ${clientIds.length}] as client_id, 1600000000000 + n * 60000 as at,
           1 + n * (select version - 1 from companies where id = ${companyId}) / ${count} as version
    from generate_series(1, ${count}::bigint) as n`
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      insert into entries (company_id, id, kind, v, by, subject_type, subject_id, at, device, seen_version, seen_stamp,
                           data, sent_at, received_at, occurred_at, outcome, position, version)
      select ${companyId}, id, 'comment.written', 1, 'p' || n % 40, 'client', client_id, at, 'd' || n % 40, 0, '',
             jsonb_build_object('text', 'They will look into it and call back (' || n || ')'), at, at, at,
             '{"type":"applied"}', 0, version
      from (${old}) as old`
    await tx`
      insert into history (company_id, number, id, client_id, item_ids, kind, by, at, received_at, device, changes, text,
                           details, late, superseded, salt, digest, hash, version)
      select ${companyId}, (select history_number from companies where id = ${companyId}) + n, id, client_id, '[]',
             'comment.written', 'p' || n % 40, at, at, 'd' || n % 40, '[]',
             'They will look into it and call back (' || n || ')', '{}', false, '[]', md5(n::text), md5(n::text),
             md5(n::text), version
      from (${old}) as old`
    await tx`update companies set history_number = history_number + ${count} where id = ${companyId}`
  })
  await sql`vacuum analyze`
  await sql`checkpoint`
  await sql.end()
}
