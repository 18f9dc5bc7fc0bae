import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Casework } from '#shared/casework/casework.ts'
import type { Brought } from '#shared/casework/day-brings.ts'
import { type Entry, RULE } from '#shared/journal/entry.ts'
import { ALL_KINDS } from '#shared/journal/kinds.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { calendarId } from './calendar-id.ts'
import type { CalendarParts, CompanyDay } from './calendar.ts'

/** A piece of work that waits for a day. */
export type Waiting = Casework & { wakesOn: CalendarDay }

/** So many rows share a transaction: the company's lock is held for a moment, and people come in between. */
const AT_ONCE = 100

/** Pieces of work that wait for a day, the oldest days first, client by client, so that a file is worked on once. */
export async function* waitingRows(db: Db, companyId: string, which: SQL): AsyncGenerator<Waiting[]> {
  let after: Waiting | undefined
  do {
    const rows: Waiting[] = await rowsOf<Waiting>(
      db,
      sql`select id, client_id as "clientId", action_id as "actionId", work, wakes_on::text as "wakesOn", removed,
                 version::int as version
          from casework
          where company_id = ${companyId} and not removed and wakes_on is not null and ${which}
            ${after ? sql`and (wakes_on, client_id, id) > (${after.wakesOn}, ${after.clientId}, ${after.id})` : sql``}
          order by wakes_on, client_id, id limit ${AT_ONCE}`,
    )
    if (rows.length > 0) yield rows
    after = rows.length === AT_ONCE ? rows.at(-1) : undefined
  } while (after)
}

/**
 * The entry of the rules that a day brings to a row. A row that stands as it stood is asked once: its version is part of
 * the question; `why` where there is another reason to ask than the day it waited for.
 */
export function entryFor(
  { companyId, now }: CompanyDay,
  row: Casework,
  { kind, data }: Brought,
  on: CalendarDay,
  why = '',
): Entry {
  return {
    id: calendarId(companyId, on, kind, `${row.id}/${row.version}${why}`),
    kind,
    v: ALL_KINDS[kind].v,
    by: RULE,
    subject: { type: 'client', id: row.clientId },
    at: now,
    device: '',
    seen: { version: 0, stamp: '' },
    data,
  }
}

/**
 * One transaction of a job, after everybody else had their turn: the embedded database answers without the event loop, and
 * a job of many would be through before any request is read.
 */
export async function submit(
  { journal }: CalendarParts,
  { companyId, now }: CompanyDay,
  entries: readonly Entry[],
): Promise<void> {
  await new Promise((turn) => setImmediate(turn))
  if (entries.length === 0) return
  await journal.submit({
    companyId,
    stream: null,
    sentAt: now,
    entries: entries.map((entry) => ({ n: 0, entry })),
  })
}
