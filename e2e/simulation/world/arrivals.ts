import { sql } from 'drizzle-orm'
import type { Entry } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Database } from '../../../server/db/open.ts'
import { rowsOf } from '../../../server/db/rows.ts'

/** An entry as it arrived, with its first answer and its last. */
export type Arrived = {
  entry: Entry
  cause: string | null
  first: Outcome
  last: Outcome
  version: number
  occurred: number
  received: number
  /** Decided from quarantine: who adopted it, or why it was let go of. */
  adoptedBy: string | null
  discarded: string | null
}

/**
 * Notes each entry as it is kept: one that waited moves on when it ends, and the order of arrival would be gone. The note
 * is the database's, so that no code of the product takes part in it.
 */
export async function noteArrivals({ db }: Database): Promise<void> {
  await db.execute(sql`
    create table simulated_arrivals (
      seq bigserial primary key, company_id uuid not null, id uuid not null, version bigint not null,
      position integer not null, outcome jsonb not null
    )`)
  await db.execute(sql`
    create function note_arrival() returns trigger language plpgsql as $$
    begin
      insert into simulated_arrivals (company_id, id, version, position, outcome)
      values (new.company_id, new.id, new.version, new.position, new.outcome);
      return null;
    end $$`)
  await db.execute(sql`
    create trigger note_arrival after insert on entries for each row execute function note_arrival()`)
}

/** Every entry of a company in the order in which it was decided. */
export async function arrivalsOf({ db }: Database, companyId: string): Promise<Arrived[]> {
  const rows = await rowsOf<Omit<Arrived, 'entry'> & { raw: Entry }>(
    db,
    sql`select jsonb_build_object('id', e.id, 'kind', e.kind, 'v', e.v, 'by', e.by, 'at', e.at, 'device', e.device,
                 'data', e.data, 'seen', jsonb_build_object('version', e.seen_version, 'stamp', e.seen_stamp),
                 'subject', case e.subject_type when 'company' then jsonb_build_object('type', e.subject_type)
                            else jsonb_build_object('type', e.subject_type, 'id', e.subject_id) end) as raw,
               e.cause, a.outcome as first, e.outcome as last, a.version, e.occurred_at as occurred,
               e.received_at as received,
               case when q.decision = 'adopted' then q.decided_by end as "adoptedBy",
               case when q.decision = 'discarded' then q.reason end as discarded
        from simulated_arrivals a join entries e using (company_id, id)
             left join quarantine q on q.company_id = a.company_id and q.entry_id = a.id
        where a.company_id = ${companyId} order by a.version, a.position`,
  )
  return rows.map(({ raw, ...rest }) => ({ ...rest, entry: raw }))
}
