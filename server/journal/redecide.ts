import { sql } from 'drizzle-orm'
import type { Entry } from '#shared/journal/entry.ts'
import { findKind } from '#shared/journal/kinds.ts'
import { readAgain } from '#shared/journal/unread.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { Journal } from './journal.ts'
import type { Submitted } from './request.ts'

type Kept = Omit<Entry, 'subject' | 'seen' | 'batch'> & {
  subjectType: 'client' | 'company' | 'person'
  subjectId: string | null
  seenVersion: number
  seenStamp: string
  batch: string | null
  occurred: number
  adoptedBy: string | null
}

/**
 * Decides what was deferred because an earlier build could not read it, as far as this one can: in the order of arrival,
 * so that each author's own order is kept; what was adopted is still the act of who adopted it. Answers reach the authors
 * by their next pull. Says how many were decided.
 */
export async function redecideDeferred(
  db: Db,
  journal: Journal,
  companyId: string,
  now: number,
): Promise<number> {
  const kept = await rowsOf<Kept>(
    db,
    sql`select id, kind, v, by, at, device, data, batch, subject_type as "subjectType", subject_id as "subjectId",
          seen_version as "seenVersion", seen_stamp as "seenStamp", occurred_at as occurred,
          (select decided_by from quarantine q where q.company_id = entries.company_id
             and q.entry_id = entries.id and q.decision = 'adopted') as "adoptedBy"
        from entries where company_id = ${companyId} and cause is null and outcome ->> 'type' = 'deferred'
        order by version, position`,
  )
  const entries = kept.flatMap((row): Submitted[] => {
    const entry = readAgain(toEntry(row))
    const read = entry && findKind(entry.kind)?.read(entry)
    return entry && read && !('unknown' in read)
      ? [{ n: 0, entry, occurred: row.occurred, ...(row.adoptedBy !== null && { adoptedBy: row.adoptedBy }) }]
      : []
  })
  if (entries.length === 0) return 0
  const settled = await journal.submit({ companyId, stream: null, sentAt: now, entries, redecides: true })
  return settled.filter(({ outcome }) => outcome.type !== 'deferred').length
}

function toEntry({
  subjectType,
  subjectId,
  seenVersion,
  seenStamp,
  batch,
  occurred: _,
  adoptedBy: __,
  ...fields
}: Kept): Entry {
  return {
    ...fields,
    subject:
      subjectType === 'company' || subjectId === null
        ? { type: 'company' }
        : { type: subjectType, id: subjectId },
    seen: { version: seenVersion, stamp: seenStamp },
    ...(batch !== null && { batch }),
  }
}
