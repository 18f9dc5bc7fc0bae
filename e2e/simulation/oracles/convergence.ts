import { type SQL, sql } from 'drizzle-orm'
import { agendaRowsOf } from '#shared/agenda/agenda-row.ts'
import { dayIn, type CalendarDay } from '#shared/base/calendar-day.ts'
import { horizonOf } from '#shared/clients/horizon.ts'
import type { FileDocument, HistoryDocument, SummaryDocument } from '../../../client/replica/collections.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { canonical } from '../../../server/journal/history-chain.ts'
import { loadCompany } from '../../../server/company/load-company.ts'
import type { Device } from '../world/device.ts'
import { holds } from '../world/failure.ts'
import type { World } from '../world/world.ts'

type Rows = Map<string, string>

/** Convergence: each replica is what one plain SQL statement says of its person's scope, row by row. */
export async function judgeConvergence(world: World, device: Device): Promise<void> {
  const expected = await rowsInScope(world, device.userId, horizonOf(dayIn('Europe/Paris', world.time.nowMs)))
  const held = rowsOnDevice(device)
  for (const key of new Set([...expected.keys(), ...held.keys()]))
    holds(
      'convergence',
      expected.get(key) === held.get(key),
      () => `${device.name} ${key}\n  store:  ${expected.get(key)}\n  device: ${held.get(key)}`,
    )
  await judgeSummaries(world, device)
  await judgeHistory(world, device)
}

/** Every row of every file of a person, as the replica should hold it. */
function inScope(companyId: string, personId: string, horizon: CalendarDay): SQL {
  return sql`
    with held as (
      select kind, file_id, client_id from scope_from_scratch
      where company_id = ${companyId} and person_id = ${personId}
    ), shown as (
      select h.kind, h.file_id, a as action, a.id, (a.closed_on is null and not a.removed) as is_open
      from held h join actions a on a.company_id = ${companyId} and a.client_id = h.client_id
      where (h.kind = 'client' or a.id = h.file_id or a.case_id = h.file_id)
        and ((a.closed_on is null and not a.removed) or coalesce(a.closed_on, ${horizon}) >= ${horizon})
    ), stays as (
      select s.kind, s.file_id, t as stay, t.item_id, (t.left_on is null and not t.removed and s.is_open) as is_sitting
      from shown s join associations t on t.company_id = ${companyId} and t.action_id = s.id
      where s.kind = 'client'
        or (not t.removed and (t.left_on is null or (not s.is_open and t.left_because = 'closed')))
    ), of_case as (
      -- What belongs to a case goes on to do so when the to-do it was in has passed the horizon.
      select h.file_id, t.item_id
      from held h join actions a on a.company_id = ${companyId} and (a.id = h.file_id or a.case_id = h.file_id)
        join associations t on t.company_id = ${companyId} and t.action_id = a.id
      where h.kind = 'case' and not t.removed
        and (t.left_on is null or (a.closed_on is not null and t.left_because = 'closed'))
    ), carried as (
      select h.kind, h.file_id, i as item
      from held h join items i on i.company_id = ${companyId} and i.client_id = h.client_id
      where (h.kind = 'client' or exists (select from of_case o where o.file_id = h.file_id and o.item_id = i.id))
        and (i.closed_on is null or i.closed_on >= ${horizon}
             or exists (select from stays t
                        where t.file_id = h.file_id and t.kind = h.kind and t.item_id = i.id and t.is_sitting))
    )
    select h.kind, h.file_id, 'clients' as name, to_jsonb(c)
             || (case when h.kind = 'case' then '{"scenario_step": null}'::jsonb else '{}' end) as row
      from held h join clients c on c.company_id = ${companyId} and c.id = h.client_id
    union all
    select h.kind, h.file_id, 'contacts', to_jsonb(c)
      from held h join contacts c on c.company_id = ${companyId} and c.client_id = h.client_id
    union all
    select h.kind, h.file_id, 'figures', to_jsonb(f) - 'client_id' - 'version'
      from held h join figures f on f.company_id = ${companyId} and f.client_id = h.client_id and f.open_count <> 0
      where h.kind = 'client'
    union all
    select h.kind, h.file_id, 'parked', to_jsonb(p)
      from held h join parked p on p.company_id = ${companyId} and p.client_id = h.client_id
      where p.decision is null
        and (h.kind = 'client' or (p.because <> 'closed' and exists (
          select from actions a where a.company_id = ${companyId} and a.id = p.action_id
            and (a.id = h.file_id or a.case_id = h.file_id))))
    union all
    select s.kind, s.file_id, 'casework', to_jsonb(w)
      from shown s join casework w on w.company_id = ${companyId} and w.action_id = s.id
    union all
    select s.kind, s.file_id, 'documents', to_jsonb(d)
      from shown s join documents d on d.company_id = ${companyId} and d.action_id = s.id
    union all
    select h.kind, h.file_id, 'documents', to_jsonb(d) || (case when h.kind = 'client' then '{}' else
        jsonb_build_object('item_ids', (select coalesce(jsonb_agg(i.id order by i.place), '[]')
          from jsonb_array_elements_text(d.item_ids) with ordinality i(id, place)
          where i.id::uuid in (select item_id from of_case c where c.file_id = h.file_id))) end)
      from held h join documents d on d.company_id = ${companyId} and d.client_id = h.client_id
      where d.action_id is null and (h.kind = 'client' and d.item_ids = '[]' or exists (
        select from carried c where c.kind = h.kind and c.file_id = h.file_id and d.item_ids ? (c.item).id::text))
    union all select kind, file_id, 'actions', to_jsonb(action) from shown
    union all select kind, file_id, 'associations', to_jsonb(stay) from stays
    union all select kind, file_id, 'items', to_jsonb(item) from carried`
}

async function rowsInScope({ database, companyId }: World, personId: string, horizon: CalendarDay) {
  const rows = await rowsOf<{ kind: string; file_id: string; name: string; row: Record<string, unknown> }>(
    database.db,
    inScope(companyId, personId, horizon),
  )
  return new Map(
    rows.map(({ kind, file_id, name, row }) => {
      const { companyId: _, ...fields } = camelCased(row)
      return [keyOf(`${kind}:${file_id}`, name, fields), canonical(fields)]
    }),
  )
}

/** The rows of every file on the device, its parts put together. */
function rowsOnDevice({ disk }: Device): Rows {
  const rows: Rows = new Map()
  const take = (fileId: string, name: string, row: object) =>
    rows.set(keyOf(fileId, name, row), canonical(row))
  for (const [id, file] of disk.documents<FileDocument>('files')) {
    const [fileId = id] = id.split('#')
    if (file.client) take(fileId, 'clients', file.client)
    for (const name of [
      'contacts',
      'items',
      'actions',
      'associations',
      'casework',
      'documents',
      'parked',
    ] as const)
      for (const row of file[name]) take(fileId, name, row)
    for (const figures of file.figures ?? []) if (figures.openCount !== 0) take(fileId, 'figures', figures)
  }
  return rows
}

/** What lists show follows from the file they lead to. */
async function judgeSummaries(world: World, { name, disk }: Device): Promise<void> {
  const company = await loadCompany(world.database.db, world.companyId)
  const summaries = disk.documents<SummaryDocument>('summaries')
  for (const [id, { client, ...file }] of disk.documents<FileDocument>('files')) {
    if (!client || file.parts > 1) continue
    const rows = agendaRowsOf({ client, ...file }, file.kind, id, company)
    holds(
      'convergence',
      canonical(summaries.get(id)?.rows) === canonical(rows),
      () => `${name} lists ${canonical(summaries.get(id)?.rows)} of ${id}, which holds ${canonical(rows)}`,
    )
  }
}

/** Of a client's history the device holds all that is told of it since the horizon and of open cases, and nothing else. */
async function judgeHistory({ database, companyId, time }: World, device: Device): Promise<void> {
  const horizonMs = Date.parse(`${horizonOf(dayIn('Europe/Paris', time.nowMs))}T00:00:00Z`)
  const rows = await rowsOf<{ id: string; file: string; is_due: boolean }>(
    database.db,
    sql`select h.id, 'client:' || h.client_id as file,
               (h.at >= ${horizonMs} or exists (
                  select from actions a where a.company_id = h.company_id and a.id = h.action_id and a.closed_on is null
               )) as is_due
        from history h join scope_from_scratch s
          on s.company_id = h.company_id and s.kind = 'client' and s.file_id = h.client_id
        where h.company_id = ${companyId} and s.person_id = ${device.userId}`,
  )
  const held = new Set<string>()
  for (const [id, { rows: told }] of device.disk.documents<HistoryDocument>('history')) {
    const [fileId = id] = id.split('#')
    if (fileId.startsWith('client:')) for (const row of told) held.add(`${fileId}/${row.id}`)
  }
  for (const { id, file, is_due } of rows) {
    const has = held.delete(`${file}/${id}`)
    holds('convergence', has || !is_due, () => `${device.name} misses the history row ${id} of ${file}`)
  }
  holds('no leak', held.size === 0, () => `${device.name} holds history it should not: ${[...held].join()}`)
}

function keyOf(fileId: string, name: string, row: object): string {
  const id: unknown = name === 'figures' ? Reflect.get(row, 'currency') : Reflect.get(row, 'id')
  return `${fileId} ${name}/${String(id)}`
}

function camelCased(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}
