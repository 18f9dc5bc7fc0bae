import { sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import type { ImportRun } from './import-run.ts'

type Classes = { added: number; changed: number; unchanged: number; closed: number; ignored: number }

/** Compares the staged rows with the books: writes down what differs and what is absent, and counts the rest. */
export async function compareWithBooks(
  db: Db,
  run: ImportRun,
  lastDay: CalendarDay | null,
): Promise<Classes & { absent: number }> {
  await gatherClients(db, run)
  const classes = await classRows(db, run)
  const absent = run.mode === 'full' ? await findAbsent(db, run, lastDay) : 0
  await db.execute(sql`analyze import_changes`)
  return { ...classes, absent }
}

/**
 * One row a client with something in the books or coming into them. Its entity is what all its rows say; where they
 * differ, or say nothing, a full file takes it away and a delta leaves it. Of a field of the company's own the first row
 * that fills it counts; where every row leaves it empty, it is taken away.
 */
async function gatherClients(db: Db, run: ImportRun): Promise<void> {
  await db.execute(sql`
    insert into import_clients (run_id, client_id, number, name, entity, collector, email, phone, fields, differs)
    select ${run.id}::uuid, card.client_id, card.number, card.name, card.entity, card.collector, card.email, card.phone,
      card.fields,
      case when card.known is null then 'new'
        when card.name is distinct from card.known_name
          or card.entity is distinct from card.known_entity
          or (card.collector is not null and card.collector is distinct from card.source_collector)
          or (card.fields is not null and jsonb_strip_nulls(card.known_fields || card.fields) is distinct from card.known_fields)
          or (coalesce(card.email, card.phone) is not null and not exists (
                select from contacts where contacts.company_id = ${run.companyId} and contacts.client_id = card.client_id))
        then 'card' else 'no' end
    from (
      select s.client_id, s.number, s.collector, s.email, s.phone, own.fields, c.fields as known_fields,
        coalesce(s.name, c.name, s.number) as name,
        case when s.entities = 1 then s.entity
          when s.entities > 1 and (c.id is null or ${run.mode === 'full'}) then null
          else c.entity end as entity,
        c.id as known, c.name as known_name, c.entity as known_entity, c.source_collector
      from (
        select r.client_id, min(r.client_number) as number,
          (array_agg(r.client_name order by r.line) filter (where r.client_name is not null))[1] as name,
          count(distinct r.entity) as entities, min(r.entity) as entity,
          (array_agg(r.collector order by r.line) filter (where r.collector is not null))[1] as collector,
          (array_agg(r.email order by r.line) filter (where r.email is not null))[1] as email,
          (array_agg(r.phone order by r.line) filter (where r.phone is not null))[1] as phone
        from import_rows r
        where r.run_id = ${run.id} and r.result = 'ok'
        group by r.client_id
      ) as s
      left join clients c on c.company_id = ${run.companyId} and c.id = s.client_id
      left join (
        select client_id, jsonb_object_agg(name, value) as fields
        from (
          select distinct on (r.client_id, field.key) r.client_id, field.key as name, field.value
          from import_rows r cross join lateral jsonb_each_text(r.client_fields) as field
          where r.run_id = ${run.id} and r.result = 'ok' and r.client_fields is not null
          order by r.client_id, field.key, field.value is null, r.line
        ) as first_filled
        group by client_id
      ) as own on own.client_id = s.client_id
    ) as card`)
  await db.execute(sql`analyze import_clients`)
}

async function classRows(db: Db, run: ImportRun): Promise<Classes> {
  const counted = await rowsOf<{ class: keyof Classes; rows: number }>(
    db,
    sql`
    with classed as materialized (
      select r.line, r.client_id, r.item_id, k.differs,
        case when i.id is null then case when r.closed_on is null then 'added' else 'ignored' end
          when i.closed_on is null and r.closed_on is not null then 'closed'
          when (i.currency, i.amount_minor, i.balance_minor, i.issued_on, i.due_on, i.closed_on, i.source_status)
            is distinct from
            (r.currency, r.amount_minor, r.balance_minor, r.issued_on, r.due_on, r.closed_on, r.source_status)
            or (r.item_fields is not null and jsonb_strip_nulls(i.fields || r.item_fields) is distinct from i.fields)
            then 'changed'
          when k.differs = 'card' then 'card'
          else 'unchanged' end as class
      from import_rows r
      join import_clients k on k.run_id = ${run.id} and k.client_id = r.client_id
      left join items i on i.company_id = ${run.companyId} and i.id = r.item_id
      where r.run_id = ${run.id} and r.result = 'ok'
    ), differing as (
      insert into import_changes (run_id, step, client_id, item_id, line, class)
      select ${run.id}::uuid, 0, client_id, item_id, line, class from classed
      where class in ('added', 'changed', 'closed')
      returning client_id
    ), cards as (
      insert into import_changes (run_id, step, client_id, item_id, line, class)
      select distinct ${run.id}::uuid, 0, client_id, client_id, null::int, 'card' from classed
      where class = 'card' and client_id not in (select client_id from differing)
    )
    select case when class = 'card' then 'changed' else class end as class, count(*)::int as rows
    from classed group by 1
    union all
    select 'ignored', count(*)::int from import_rows where run_id = ${run.id} and result = 'ignored'`,
  )
  const classes: Classes = { added: 0, changed: 0, unchanged: 0, closed: 0, ignored: 0 }
  for (const { class: name, rows } of counted) classes[name] += rows
  return classes
}

/**
 * Open items of the source that no taken row names, and no refused one either. An ignored row keeps its item open, too,
 * unless the file goes back to an earlier day than the books show: what was not issued by then has to go.
 */
async function findAbsent(db: Db, run: ImportRun, lastDay: CalendarDay | null): Promise<number> {
  const goesBack = lastDay !== null && run.asOf < lastDay
  const keptOpen = goesBack ? sql`r.result = 'error'` : sql`r.result in ('error', 'ignored')`
  const [found] = await rowsOf<{ absent: number }>(
    db,
    sql`
    with absent as (
      insert into import_changes (run_id, step, client_id, item_id, line, class)
      select ${run.id}::uuid, 1, i.client_id, i.id, null, 'absent'
      from (
        select id from items
        where company_id = ${run.companyId} and source = ${run.mapping.source} and closed_on is null
        except select item_id from import_rows where run_id = ${run.id} and result = 'ok'
        except select named.id from items named
        join import_rows r on r.run_id = ${run.id} and ${keptOpen} and r.number = named.number
        where named.company_id = ${run.companyId} and named.source = ${run.mapping.source}
      ) as missing
      join items i on i.company_id = ${run.companyId} and i.id = missing.id
      returning 1
    )
    select count(*)::int as absent from absent`,
  )
  return found?.absent ?? 0
}
