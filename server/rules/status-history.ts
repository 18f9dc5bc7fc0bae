import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import { type CalendarDay, dayIn } from '#shared/base/calendar-day.ts'
import type { PastStay, StatusTaken } from '#shared/statuses/try-out.ts'
import { actions, associations, clients, items } from '../clients/tables.ts'
import type { Db } from '../db/open.ts'
import { history } from '../journal/tables.ts'

const CHUNK = 500
const DAY_MS = 24 * 60 * 60 * 1000

/** Which items took a status between two days of the company, both included, as its history tells. */
export async function statusTaken(
  db: Db,
  companyId: string,
  statusId: string,
  { from, to }: { from: CalendarDay; to: CalendarDay },
  timeZone: string,
): Promise<StatusTaken[]> {
  const taken: StatusTaken[] = []
  // A day of the company begins and ends up to a day beside that of UTC.
  const [since, until] = [Date.parse(from) - DAY_MS, Date.parse(to) + 2 * DAY_MS]
  for (let after = await lastReceivedBefore(db, companyId, since); ;) {
    const rows = await db
      .select({ number: history.number, at: history.at, changes: history.changes })
      .from(history)
      .where(
        and(
          eq(history.companyId, companyId),
          gt(history.number, after),
          inArray(history.kind, ['items.requalified', 'items.imported']),
          gte(history.at, since),
          lt(history.at, until),
          sql`strpos(${history.changes}::text, ${JSON.stringify(statusId)}) > 0`,
        ),
      )
      .orderBy(asc(history.number))
      .limit(CHUNK)
    for (const { at, changes } of rows) {
      const on = dayIn(timeZone, at)
      if (on < from || on > to) continue
      for (const { table, id, field, after: value } of changes)
        if (table === 'items' && field === 'statusId' && value === statusId) taken.push({ itemId: id, on })
    }
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK) return taken
    after = last.number
  }
}

/**
 * The last number that was received before a moment. Nothing is received before it is done, and numbers follow each other
 * as they are received, so what was done since stands above it: of years of history some months are read, without an index.
 */
async function lastReceivedBefore(db: Db, companyId: string, moment: number): Promise<number> {
  const rowAfter = async (number: number) => {
    const [row] = await db
      .select({ number: history.number, receivedAt: history.receivedAt })
      .from(history)
      .where(and(eq(history.companyId, companyId), gt(history.number, number)))
      .orderBy(asc(history.number))
      .limit(1)
    return row && row.receivedAt < moment ? row.number : null
  }
  const [last] = await db
    .select({ number: history.number })
    .from(history)
    .where(eq(history.companyId, companyId))
    .orderBy(desc(history.number))
    .limit(1)
  let known = 0
  let beyond = last?.number ?? 0
  while (known < beyond) {
    const middle = Math.floor((known + beyond) / 2)
    const earlier = await rowAfter(middle)
    if (earlier === null) beyond = middle
    else known = earlier
  }
  return known
}

/** Where items have sat, ever. */
export async function staysOf(db: Db, companyId: string, itemIds: readonly string[]): Promise<PastStay[]> {
  const found: PastStay[] = []
  for (const chunk of chunks(itemIds))
    found.push(
      ...(await db
        .select({
          itemId: associations.itemId,
          templateId: actions.templateId,
          joinedOn: associations.joinedOn,
          leftOn: associations.leftOn,
        })
        .from(associations)
        .innerJoin(
          actions,
          and(eq(actions.companyId, associations.companyId), eq(actions.id, associations.actionId)),
        )
        .where(
          and(
            eq(associations.companyId, companyId),
            eq(associations.removed, false),
            inArray(associations.itemId, chunk),
          ),
        )),
    )
  return found
}

/** What is said of items in a list. */
export async function itemsNamed(db: Db, companyId: string, itemIds: readonly string[]) {
  if (itemIds.length === 0) return new Map<string, never>()
  const rows = await db
    .select({
      itemId: items.id,
      clientId: items.clientId,
      clientName: clients.name,
      number: items.number,
      amountMinor: items.amountMinor,
      currency: items.currency,
    })
    .from(items)
    .innerJoin(clients, and(eq(clients.companyId, items.companyId), eq(clients.id, items.clientId)))
    .where(and(eq(items.companyId, companyId), inArray(items.id, [...itemIds])))
  return new Map(rows.map((row) => [row.itemId, row]))
}

function chunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, at) =>
    ids.slice(at * CHUNK, (at + 1) * CHUNK),
  )
}
