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
  /** By the build that the server was of first, before another was deployed. */
  byOlder: boolean
  /** What had waited for an update and was decided in the same transaction: it holds up nothing there. */
  decidedAgain: ReadonlySet<string>
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
      position integer not null, outcome jsonb not null, by_older boolean not null
    )`)
  await db.execute(sql`create table simulated_build (is_older boolean not null)`)
  await db.execute(sql`insert into simulated_build values (false)`)
  await db.execute(sql`
    create function note_arrival() returns trigger language plpgsql as $$
    begin
      insert into simulated_arrivals (company_id, id, version, position, outcome, by_older)
      values (new.company_id, new.id, new.version, new.position, new.outcome, (select is_older from simulated_build));
      return null;
    end $$`)
  await db.execute(sql`
    create trigger note_arrival after insert on entries for each row execute function note_arrival()`)
  // What waited for an update arrives again with it.
  await db.execute(sql`
    create trigger note_update after update on entries for each row
    when (old.outcome ->> 'type' = 'deferred' and new.outcome ->> 'type' <> 'deferred')
    execute function note_arrival()`)
}

/** Which build decides from now on. */
export async function noteBuild({ db }: Database, isOlder: boolean): Promise<void> {
  await db.execute(sql`update simulated_build set is_older = ${isOlder}`)
}

/** Every entry of a company in the order in which it was decided. */
export async function arrivalsOf({ db }: Database, companyId: string): Promise<Arrived[]> {
  const rows = await rowsOf<Omit<Arrived, 'entry' | 'decidedAgain'> & { raw: Entry }>(
    db,
    sql`select jsonb_build_object('id', e.id, 'kind', e.kind, 'v', e.v, 'by', e.by, 'at', e.at, 'device', e.device,
                 'data', e.data, 'seen', jsonb_build_object('version', e.seen_version, 'stamp', e.seen_stamp),
                 'subject', case e.subject_type when 'company' then jsonb_build_object('type', e.subject_type)
                            else jsonb_build_object('type', e.subject_type, 'id', e.subject_id) end) as raw,
               e.cause, a.outcome as first, e.outcome as last, a.version, e.occurred_at as occurred,
               v.at as received, a.by_older as "byOlder",
               case when q.decision = 'adopted' then q.decided_by end as "adoptedBy",
               case when q.decision = 'discarded' then q.reason end as discarded
        from simulated_arrivals a join entries e using (company_id, id)
             join versions v on v.company_id = a.company_id and v.version = a.version
             left join quarantine q on q.company_id = a.company_id and q.entry_id = a.id
        where a.company_id = ${companyId} order by a.version, a.position`,
  )
  const seen = new Set<string>()
  const again = new Map<number, Set<string>>()
  for (const { raw, version } of rows)
    if (seen.has(raw.id)) again.set(version, (again.get(version) ?? new Set()).add(raw.id))
    else seen.add(raw.id)
  return rows.map(({ raw, ...rest }) => ({
    ...rest,
    entry: raw,
    decidedAgain: again.get(rest.version) ?? new Set(),
  }))
}
