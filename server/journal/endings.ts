import { sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import type { Ending } from './round.ts'

/**
 * Gives entries that were parked or deferred their next answer, under the version of this transaction, so that it
 * travels to their authors. An entry that has a final one keeps it.
 */
export async function writeEndings(tx: Db, companyId: string, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return
  const rows = JSON.stringify(
    endings.map(({ entryId, outcome, position, entry }) => ({
      id: entryId,
      outcome,
      position,
      kind: entry?.kind ?? null,
      v: entry?.v ?? null,
      data: entry ? (entry.data ?? {}) : null,
      subjectType: entry?.subject.type ?? null,
      subjectId: entry && entry.subject.type !== 'company' ? entry.subject.id : null,
    })),
  )
  await tx.execute(
    sql`update entries set outcome = r.outcome, position = r.position,
          kind = coalesce(r.kind, entries.kind), v = coalesce(r.v, entries.v), data = coalesce(r.data, entries.data),
          subject_type = coalesce(r."subjectType", entries.subject_type),
          subject_id = case when r."subjectType" is null then entries.subject_id else r."subjectId" end
        from json_to_recordset(${rows}::json) as r(id uuid, outcome jsonb, position integer, kind text, v integer,
          data jsonb, "subjectType" text, "subjectId" text)
        where entries.company_id = ${companyId} and entries.id = r.id
          and entries.outcome ->> 'type' in ('parked', 'deferred')`,
  )
}
