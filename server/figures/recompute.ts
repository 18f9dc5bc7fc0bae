import { sql } from 'drizzle-orm'
import type { CurrencyFigures } from '#shared/figures/client-figures.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'

export type ClientCurrencyFigures = CurrencyFigures & { clientId: string }

/** The figures of every client counted from its items by plain SQL, without a look at the kept ones. */
export function figuresFromScratch(db: Db, companyId: string): Promise<ClientCurrencyFigures[]> {
  return rowsOf(
    db,
    sql`with open as (
          select i.client_id, i.currency, i.due_on, i.balance_minor,
                 coalesce(s.data ->> 'category' = 'dispute', false) as disputed,
                 greatest(0, least(coalesce(i.disputed_minor, i.balance_minor), i.balance_minor)) as part
          from items i
          left join settings s
            on s.company_id = i.company_id and s.id = i.status_id and s.kind = 'status' and not s.removed
          where i.company_id = ${companyId} and i.closed_on is null
        ), per_day as (
          select client_id, currency, due_on, sum(balance_minor) as minor
          from open group by client_id, currency, due_on having sum(balance_minor) <> 0
        )
        select client_id as "clientId", currency,
               sum(balance_minor)::int8 as "outstandingMinor",
               coalesce(sum(part) filter (where disputed), 0)::int8 as "disputedMinor",
               count(*)::int8 as "openCount",
               (count(*) filter (where disputed))::int8 as "disputedCount",
               (select coalesce(jsonb_object_agg(to_char(due_on, 'YYYY-MM-DD'), minor), '{}')
                from per_day d where d.client_id = open.client_id and d.currency = open.currency) as "dueMinor"
        from open group by client_id, currency order by client_id, currency`,
  )
}

/** The figures as entries have kept them, in the same form; currencies without open items left out. */
export function figuresKept(db: Db, companyId: string): Promise<ClientCurrencyFigures[]> {
  return rowsOf(
    db,
    sql`select client_id as "clientId", currency, outstanding_minor as "outstandingMinor",
               disputed_minor as "disputedMinor", open_count as "openCount", disputed_count as "disputedCount",
               due_minor as "dueMinor"
        from figures where company_id = ${companyId} and open_count <> 0 order by client_id, currency`,
  )
}
