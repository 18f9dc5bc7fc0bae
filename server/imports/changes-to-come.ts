import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { OwnFields } from '#shared/imports/imported-item.ts'
import type { ItemKind } from '#shared/items/item.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ImportRun } from './import-run.ts'

/** One change of a run with all an entry needs to say of it. Fields of the row are null for `card` and `absent`. */
export type ChangeToCome = {
  step: number
  clientId: string
  itemId: string
  line: number | null
  class: 'added' | 'changed' | 'closed' | 'card' | 'absent'
  clientNumber: string
  clientName: string
  clientEntity: string | null
  collector: string | null
  email: string | null
  phone: string | null
  number: string | null
  kind: ItemKind | null
  entity: string | null
  currency: string | null
  amountMinor: number | null
  balanceMinor: number | null
  issuedOn: CalendarDay | null
  dueOn: CalendarDay | null
  closedOn: CalendarDay | null
  sourceStatus: string | null
  statusId: string | null
  itemFields: OwnFields | null
  clientFields: OwnFields | null
}

const ROWS_A_QUERY = 5000

/** The changes of a run in order, some at a time: what differs client by client, then what is absent. */
export async function* changesToCome(db: Db, run: ImportRun, atOnce: number): AsyncGenerator<ChangeToCome[]> {
  let next = nextPage(db, run, null)
  for (;;) {
    const page = await next
    const last = page.at(-1)
    if (!last) return
    // The next page is read while this one is decided.
    next = nextPage(db, run, last)
    next.catch(() => {})
    for (let at = 0; at < page.length; at += atOnce) yield page.slice(at, at + atOnce)
  }
}

function nextPage(db: Db, run: ImportRun, after: ChangeToCome | null): Promise<ChangeToCome[]> {
  const beyond = after
    ? sql`and (g.step, g.client_id, g.item_id) > (${after.step}, ${after.clientId}::uuid, ${after.itemId}::uuid)`
    : sql``
  return rowsOf<ChangeToCome>(
    db,
    sql`
    select g.step, g.client_id as "clientId", g.item_id as "itemId", g.line, g.class,
      coalesce(k.number, c.number) as "clientNumber", coalesce(k.name, c.name) as "clientName",
      case when k.client_id is null then c.entity else k.entity end as "clientEntity",
      k.collector, k.email, k.phone,
      r.number, r.kind, r.entity, r.currency, r.amount_minor as "amountMinor", r.balance_minor as "balanceMinor",
      r.issued_on::text as "issuedOn", r.due_on::text as "dueOn", r.closed_on::text as "closedOn",
      r.source_status as "sourceStatus", r.status_id as "statusId", r.item_fields as "itemFields",
      k.fields as "clientFields"
    from (select * from import_changes g where g.run_id = ${run.id} ${beyond}
          order by g.step, g.client_id, g.item_id limit ${ROWS_A_QUERY}) as g
    left join import_clients k on k.run_id = ${run.id} and k.client_id = g.client_id
    left join clients c on c.company_id = ${run.companyId} and c.id = g.client_id
    left join lateral (
      -- The offset keeps the planner from reading the whole run for each page.
      select * from import_rows where run_id = ${run.id} and line = g.line offset 0
    ) as r on true
    order by g.step, g.client_id, g.item_id`,
  )
}
