import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { partOf } from '#shared/clients/case-file.ts'
import { type Digest, type FileDigest, digestOf } from '#shared/clients/file-digest.ts'
import { horizonMoment, withinHorizon } from '#shared/clients/horizon.ts'
import { arrayText } from '../db/array-text.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { loadFiles } from '../journal/file-rows.ts'
import { type HeldFile, filesHeld } from './held-files.ts'

type Holder = { companyId: string; personId: string }
type Summed = { id: string; count: number; sum: number }

const NOTHING: Digest = [0, 0]

/** The hash of a row in `shared/clients/file-digest.ts`: nobody but the two of them may change. */
const summed = sql.raw(`
  count(*)::int as count,
  (sum(((('x' || right(row_id::text, 8))::bit(32)::bigint | 1) * version) & 4294967295) % 4294967296)::bigint as sum`)

/** The digests of somebody's files as the database has them; of all, or of some. A file that is not theirs has none. */
export async function fileDigests(
  tx: Db,
  holder: Holder,
  horizon: CalendarDay,
  fileIds: readonly string[] | 'all',
): Promise<{ held: HeldFile; digest: FileDigest }[]> {
  const files = await filesHeld(tx, holder, fileIds)
  const clientIds = files.filter(({ kind }) => kind === 'client').map(({ clientId }) => clientId)
  const cases = files.filter(({ kind }) => kind === 'case')
  const { companyId } = holder
  const [rows, history, caseRows, caseHistory] = await Promise.all([
    clientIds.length > 0 ? rowsOf<Summed>(tx, clientRows(companyId, clientIds, horizon)) : [],
    clientIds.length > 0 ? rowsOf<Summed>(tx, clientHistory(companyId, clientIds, horizon)) : [],
    rowsOfCases(tx, companyId, cases, horizon),
    cases.length > 0 ? rowsOf<Summed>(tx, historyOfCases(companyId, cases)) : [],
  ])
  const ofRows = new Map([...rows.map(toPair), ...caseRows])
  const ofHistory = new Map([...history, ...caseHistory].map(toPair))
  return files.flatMap((held) => {
    const digest = ofRows.get(held.fileId)
    const { kind, fileId: id } = held
    return digest ? [{ held, digest: { kind, id, rows: digest, history: ofHistory.get(id) ?? NOTHING } }] : []
  })
}

/** Rows of client files within the horizon: `withinHorizon`, in SQL. */
function clientRows(companyId: string, clientIds: readonly string[], horizon: CalendarDay): SQL {
  const ofClients = (column: SQL) =>
    sql`company_id = ${companyId} and ${column} = any(${arrayText(clientIds)}::uuid[])`
  const clientId = sql.raw('client_id')
  const keptActions = sql`select id, client_id, version, closed_on is null and not removed as is_open from actions
                          where ${ofClients(clientId)} and (closed_on is null or closed_on >= ${horizon})`
  return sql`
    with kept_actions as materialized (${keptActions}),
    stays as materialized (
      select s.id, s.client_id, s.version, s.item_id,
             s.left_on is null and not s.removed and a.is_open as holds_item
      from associations s join kept_actions a on a.id = s.action_id
      where s.company_id = ${companyId} and s.client_id = any(${arrayText(clientIds)}::uuid[])
    ),
    kept_items as (
      select id, client_id, version from items
      where ${ofClients(clientId)}
        and (closed_on is null or closed_on >= ${horizon} or id in (select item_id from stays where holds_item))
    ),
    digested(client_id, row_id, version) as (
      select id, id, version from clients where ${ofClients(sql.raw('id'))}
      union all select client_id, id, version from contacts where ${ofClients(clientId)}
      union all select client_id, id, version from kept_actions
      union all select client_id, id, version from stays
      union all select client_id, id, version from casework
        where ${ofClients(clientId)} and action_id in (select id from kept_actions)
      union all select client_id, id, version from parked where ${ofClients(clientId)} and decision is null
      union all select client_id, id, version from kept_items
      union all select client_id, id, version from documents
        where ${ofClients(clientId)} and (
          action_id in (select id from kept_actions) or action_id is null and (item_ids = '[]' or exists (
            select from jsonb_array_elements_text(item_ids) item where item::uuid in (select id from kept_items))))
    )
    select client_id as id, ${summed} from digested group by client_id`
}

function clientHistory(companyId: string, clientIds: readonly string[], horizon: CalendarDay): SQL {
  return sql`
    select client_id as id, ${summed}
    from (select client_id, id as row_id, version from history
          where company_id = ${companyId} and client_id = any(${arrayText(clientIds)}::uuid[])
            and (at >= ${horizonMoment(horizon)} or action_id in (
              select id from actions where company_id = ${companyId} and closed_on is null
                and client_id = any(${arrayText(clientIds)}::uuid[])))) as digested
    group by client_id`
}

function historyOfCases(companyId: string, cases: readonly HeldFile[]): SQL {
  return sql`
    select action_id as id, ${summed}
    from (select action_id, id as row_id, version from history
          where company_id = ${companyId} and action_id = any(${arrayText(cases.map(({ fileId }) => fileId))}::uuid[])
         ) as digested
    group by action_id`
}

/** Cases are few and small: what belongs to one is said in one place alone. */
async function rowsOfCases(
  tx: Db,
  companyId: string,
  cases: readonly HeldFile[],
  horizon: CalendarDay,
): Promise<[string, Digest][]> {
  const files = await loadFiles(tx, companyId, [...new Set(cases.map(({ clientId }) => clientId))])
  return cases.flatMap(({ fileId, clientId }): [string, Digest][] => {
    const whole = files.get(clientId)?.file
    const part = whole && partOf(fileId, whole)
    if (!part) return []
    const { client, contacts, items, actions, associations, casework, documents, parked } = withinHorizon(
      part,
      horizon,
    )
    const rows = [
      client,
      ...contacts,
      ...items,
      ...actions,
      ...associations,
      ...casework,
      ...documents,
      ...parked,
    ]
    return [[fileId, digestOf(rows)]]
  })
}

function toPair({ id, count, sum }: Summed): [string, Digest] {
  return [id, [count, sum]]
}
