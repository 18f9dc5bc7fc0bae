import { type SQL, sql } from 'drizzle-orm'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { groupBy } from '#shared/base/group-by.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { PulledHistory } from '#shared/protocol/pull.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { historyColumns } from '../journal/history-columns.ts'
import type { Span } from '../journal/file-rows.ts'
import { type HeldFile, clientsKnownAt } from './held-files.ts'

type Holder = { companyId: string; personId: string }

/** The history of files that are sent whole: since the horizon, and all of cases that are still open. */
export async function historyOfFiles(
  tx: Db,
  companyId: string,
  files: readonly HeldFile[],
  horizonMs: number,
): Promise<PulledHistory[]> {
  const clientIds = idsOf(files, 'client')
  const caseIds = idsOf(files, 'case')
  const rows = await select(
    tx,
    sql`company_id = ${companyId} and (
          (client_id = any(${clientIds}::uuid[]) and (at >= ${horizonMs} or exists (
            select from actions a where a.company_id = history.company_id and a.id = history.action_id
              and a.closed_on is null)))
          or action_id = any(${caseIds}::uuid[]))`,
  )
  return byFile(rows, files)
}

/** History written in a span of versions in the files a device knows. */
export async function historyInSpan(
  tx: Db,
  holder: Holder,
  since: number,
  { after, upTo }: Span,
  cases: readonly HeldFile[],
): Promise<PulledHistory[]> {
  const within = sql`company_id = ${holder.companyId} and version > ${after} and version <= ${upTo}`
  const ofClients = await select(tx, sql`${within} and client_id in ${clientsKnownAt(holder, since)}`)
  const ofCases =
    cases.length === 0
      ? []
      : await select(tx, sql`${within} and action_id = any(${idsOf(cases, 'case')}::uuid[])`)
  const pulled = groupBy(ofClients, ({ clientId }) => clientId ?? '')
  return [
    ...[...pulled].map(([id, rows]) => ({ kind: 'client' as const, id, rows })),
    ...byFile(ofCases, cases),
  ]
}

/** Days of the calendar as moments are near enough for a horizon: start of the day in UTC, ms. */
export function horizonMoment(horizon: CalendarDay): number {
  return Date.parse(`${horizon}T00:00:00Z`)
}

function select(tx: Db, where: SQL): Promise<HistoryRow[]> {
  return rowsOf<HistoryRow>(tx, sql`select ${historyColumns} from history where ${where} order by number`)
}

function byFile(rows: readonly HistoryRow[], files: readonly HeldFile[]): PulledHistory[] {
  const byClient = groupBy(rows, ({ clientId }) => clientId)
  const byAction = groupBy(rows, ({ actionId }) => actionId)
  return files.flatMap(({ kind, fileId }) => {
    const own = (kind === 'client' ? byClient : byAction).get(fileId) ?? []
    return own.length > 0 ? [{ kind, id: fileId, rows: own }] : []
  })
}

function idsOf(files: readonly HeldFile[], kind: HeldFile['kind']): string {
  return `{${files
    .filter((file) => file.kind === kind)
    .map(({ fileId }) => fileId)
    .join(',')}}`
}
