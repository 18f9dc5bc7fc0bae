import { sql } from 'drizzle-orm'
import type { FileKind } from '#shared/clients/case-file.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { arrayText } from '../db/array-text.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'

/** A file in somebody's scope. */
export type HeldFile = { kind: FileKind; fileId: string; clientId: string }

/** With its open items, which say near enough how large it is. */
export type SizedFile = HeldFile & { openItems: number }

type Holder = { companyId: string; personId: string }

const columns = sql.raw(`kind, file_id as "fileId", client_id as "clientId"`)
const sized = sql.raw(`kind, file_id as "fileId", client_id as "clientId", (
  select coalesce(sum(open_count), 0)::int from figures f
  where f.company_id = scope.company_id and f.client_id = scope.client_id) as "openItems"`)

/** Files that are new to a device at `since`, in the one order in which pages send them. */
export function filesNewSince(
  tx: Db,
  { companyId, personId }: Holder,
  since: number,
  { after, without, limit }: { after: string | null; without: readonly string[]; limit: number },
): Promise<SizedFile[]> {
  return rowsOf<SizedFile>(
    tx,
    sql`select ${sized} from scope
        where company_id = ${companyId} and person_id = ${personId} and out_version is null and in_version > ${since}
          and (${after}::uuid is null or file_id > ${after}::uuid)
          and not file_id = any(${arrayText(without)}::uuid[])
        order by file_id limit ${limit}`,
  )
}

/** The new files that have something to do on or before a day: what an empty device is sent first. */
export function filesForAgenda(
  tx: Db,
  { companyId, personId }: Holder,
  until: CalendarDay,
  limit: number,
): Promise<SizedFile[]> {
  return rowsOf<SizedFile>(
    tx,
    sql`select ${sized} from scope
        join lateral (
          select min(due_on) as due_on from actions a
          where a.company_id = scope.company_id and a.client_id = scope.client_id
            and a.closed_on is null and not a.removed and a.due_on <= ${until}
        ) as first on first.due_on is not null
        where company_id = ${companyId} and person_id = ${personId} and out_version is null
        order by first.due_on, file_id limit ${limit}`,
  )
}

/** As many of the files, in their order and at least one, as make a page of about so many items. */
export function thatFit(files: readonly SizedFile[], itemsAPage: number): SizedFile[] {
  let items = 0
  const end = files.findIndex(({ openItems }, at) => (items += openItems) > itemsAPage && at > 0)
  return end < 0 ? [...files] : files.slice(0, end)
}

/** Case files known to a device at `since` and still held. */
export function casesKnownAt(tx: Db, { companyId, personId }: Holder, since: number): Promise<HeldFile[]> {
  return rowsOf<HeldFile>(
    tx,
    sql`select ${columns} from scope
        where company_id = ${companyId} and person_id = ${personId} and kind = 'case'
          and out_version is null and in_version <= ${since}`,
  )
}

/** Files that left the scope after a version and are not back. */
export function filesGoneSince(tx: Db, { companyId, personId }: Holder, since: number): Promise<HeldFile[]> {
  return rowsOf<HeldFile>(
    tx,
    sql`select ${columns} from scope
        where company_id = ${companyId} and person_id = ${personId} and out_version > ${since}`,
  )
}

/** The files somebody holds, all or of some ids. */
export function filesHeld(
  tx: Db,
  { companyId, personId }: Holder,
  fileIds: readonly string[] | 'all',
): Promise<HeldFile[]> {
  const some = fileIds === 'all' ? sql`` : sql`and file_id = any(${arrayText(fileIds)}::uuid[])`
  return rowsOf<HeldFile>(
    tx,
    sql`select ${columns} from scope
        where company_id = ${companyId} and person_id = ${personId} and out_version is null ${some}`,
  )
}

/** Clients whose whole file is known to a device at `since` and still held: a subquery for what changed in them. */
export function clientsKnownAt({ companyId, personId }: Holder, since: number) {
  return sql`(select client_id from scope
              where company_id = ${companyId} and person_id = ${personId} and kind = 'client'
                and out_version is null and in_version <= ${since})`
}
