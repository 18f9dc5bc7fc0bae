import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { groupBy } from '#shared/base/group-by.ts'
import { horizonMoment } from '#shared/clients/horizon.ts'
import { findAction } from '#shared/clients/client-file.ts'
import { historyOfCase } from '#shared/journal/history-of-action.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { PulledHistory } from '#shared/protocol/pull.ts'
import { arrayText } from '../db/array-text.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { historyColumns } from '../journal/history-columns.ts'
import { type Span, loadFiles } from '../journal/file-rows.ts'
import { type HeldFile, casesKnownAt, clientsKnownAt } from './held-files.ts'

type Holder = { companyId: string; personId: string }

/** Which history of a client file is sent with it: since the horizon, and all of cases that are still open. */
export function historyToSend(horizon: CalendarDay): SQL {
  return sql`(history.at >= ${horizonMoment(horizon)} or exists (
    select from actions a where a.company_id = history.company_id and a.id = history.action_id and a.closed_on is null))`
}

/** The history of case files that are sent whole. */
export function historyOfFiles(
  tx: Db,
  companyId: string,
  cases: readonly HeldFile[],
): Promise<PulledHistory[]> {
  return historyOfCases(tx, companyId, cases, sql`true`)
}

/** The actions that opened again by what some history rows tell; as a subquery. */
export function reopenedIn(where: SQL): SQL {
  return sql`(select (change ->> 'id')::uuid from history, json_array_elements(history.changes) as change
    where ${where} and history.changes::text like '%"closedOn"%'
      and change ->> 'table' = 'actions' and change ->> 'field' = 'closedOn' and change ->> 'after' is null)`
}

/** History written in a span of versions in the files a device knows, and the old one of what opened again in it. */
export async function historyInSpan(
  tx: Db,
  holder: Holder,
  since: number,
  { after, upTo }: Span,
  horizon: CalendarDay,
): Promise<PulledHistory[]> {
  const within = sql`version > ${after} and version <= ${upTo}`
  const known = sql`company_id = ${holder.companyId} and client_id in ${clientsKnownAt(holder, since)}`
  const [rows, old, cases] = await Promise.all([
    select(tx, sql`${known} and ${within}`),
    // While the case was closed, a device that began had no use for it.
    select(
      tx,
      sql`${known} and version <= ${after} and at < ${horizonMoment(horizon)}
        and action_id = any(array${reopenedIn(sql`${known} and ${within}`)})`,
    ),
    casesKnownAt(tx, holder, since),
  ])
  return [...byClient([...old, ...rows]), ...(await historyOfCases(tx, holder.companyId, cases, within))]
}

/** Cases are cut out of their clients' history: what was moved between two of them is told under one action only. */
async function historyOfCases(
  tx: Db,
  companyId: string,
  cases: readonly HeldFile[],
  within: SQL,
): Promise<PulledHistory[]> {
  const clientIds = [...new Set(cases.map(({ clientId }) => clientId))]
  if (clientIds.length === 0) return []
  const rows = await select(
    tx,
    sql`company_id = ${companyId} and ${within} and client_id = any(${arrayText(clientIds)}::uuid[])`,
  )
  if (rows.length === 0) return []
  const files = await loadFiles(tx, companyId, clientIds)
  const rowsOfClient = groupBy(rows, ({ clientId }) => clientId)
  return cases.flatMap(({ fileId, clientId }) => {
    const file = files.get(clientId)?.file
    const action = file && findAction(file, fileId)
    const own = action ? historyOfCase(action, file, rowsOfClient.get(clientId) ?? []) : []
    return own.length > 0 ? [{ kind: 'case' as const, id: fileId, rows: own }] : []
  })
}

function select(tx: Db, where: SQL): Promise<HistoryRow[]> {
  return rowsOf<HistoryRow>(tx, sql`select ${historyColumns} from history where ${where} order by number`)
}

export function byClient(rows: readonly HistoryRow[]): PulledHistory[] {
  const pulled = groupBy(rows, ({ clientId }) => clientId ?? '')
  return [...pulled].map(([id, own]) => ({ kind: 'client', id, rows: own }))
}
