import { type AgendaRow, agendaRowsOf } from '#shared/agenda/agenda-row.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { Stamps } from '#shared/base/stamp.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import { type Decided, historyRowOf } from '#shared/journal/decided.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Context } from '#shared/journal/entry-kind.ts'
import { openedBy } from '#shared/journal/dependents.ts'
import { isSame } from '#shared/journal/file-draft.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { cardOf } from './client-card.ts'
import { decideOnFile, findKind } from './kinds-here.ts'
import type { SeenAgendaRow, SeenFile } from './snapshot.ts'
import type { StoredFile } from './stored-file.ts'

/**
 * A file as its user sees it: the replica's, and the entries of one's own that it does not know yet decided on top by
 * the shared rule, in the order of the taps.
 */
export function overlay(
  stored: StoredFile,
  storedHistory: readonly HistoryRow[],
  entries: readonly Entry[],
  company: Company,
  today: CalendarDay,
  refused: ReadonlyMap<string, string> = new Map(),
  /** The company as it was at each entry, where one's own entries change it in between. */
  companyBefore: ReadonlyMap<string, Company> = new Map(),
  /** Up to when an entry can have occurred, where what was tapped after it is told already. */
  occurredBefore: ReadonlyMap<string, number> = new Map(),
): SeenFile {
  const { fileId, holds, version } = stored
  let { file } = stored
  // A row the replica already tells of is not told twice.
  const told = new Set(storedHistory.map(({ id }) => id))
  const history = [...storedHistory]
  const pendingRowIds = new Set<string>()
  const checkedWhenSentIds: string[] = []
  let occurred = entries.length > 0 ? latestStamp(file) : 0
  const openings = new Map(refused)
  for (const entry of entries) {
    occurred = Math.max(entry.at, occurred + 1)
    const then = Math.min(occurred, occurredBefore.get(entry.id) ?? occurred)
    const result = decideOnFile(entry, file, holds, {
      ...contextFor(companyBefore.get(entry.id) ?? company, entry.at, then, history),
      refusedOpening: (actionId) => openings.get(actionId),
    })
    file = result.file
    const opens = result.decided[0]?.decision.type === 'refused' ? openedBy(entry, findKind) : null
    if (opens !== null) openings.set(opens, entry.id)
    for (const decided of result.decided) {
      const { decision } = decided
      if (decision.type === 'unknown') checkedWhenSentIds.push(decided.entry.id)
      if (decision.type !== 'applied') continue
      for (const { row } of decision.rows) pendingRowIds.add(row.id)
      const row = pendingHistoryRow(decided, entry)
      if (row && !told.has(row.id)) history.push(row)
    }
  }
  const isProvisional = entries.length > 0
  // The server's figures hold for the server's items; under pending entries they are counted from what one sees.
  const figures = isProvisional ? null : stored.figures
  return {
    fileId,
    holds,
    version,
    file,
    history,
    card: { ...cardOf(file, holds, fileId, figures, company, today), isProvisional },
    pendingEntryIds: entries.map(({ id }) => id),
    pendingRowIds,
    checkedWhenSentIds,
  }
}

/** What a rule may read when this device decides: an own tap comes after everything on the screen. */
export function contextFor(
  company: Company,
  at: number,
  occurred: number,
  history: readonly HistoryRow[],
): Context {
  return { company, at, occurred, historyOf: (entryId) => historyOf(entryId, history) }
}

/** The moment an entry made now is taken to occur: later than anything the file shows. */
export function occurredOn(file: ClientFile, atMs: number): number {
  return Math.max(atMs, latestStamp(file) + 1)
}

/** The agenda rows of an overlaid file, marked where they differ from the replica's. */
export function overlaidRows(
  seen: SeenFile,
  stored: readonly AgendaRow[],
  company: Company,
): SeenAgendaRow[] {
  const byId = new Map(stored.map((row) => [row.id, row]))
  return agendaRowsOf(seen.file, seen.holds, seen.fileId, company).map((row) => ({
    ...row,
    fileId: seen.fileId,
    isPending: !isSame(row, byId.get(row.id)),
  }))
}

function pendingHistoryRow(decided: Decided, tapped: Entry): HistoryRow | null {
  return historyRowOf(decided, {
    number: null,
    occurred: tapped.at,
    receivedAt: tapped.at,
    late: false,
    version: 0,
  })
}

/** History of an entry and of what it caused, oldest first; undefined when this device does not hold it. */
function historyOf(entryId: string, history: readonly HistoryRow[]): HistoryRow[] | undefined {
  const caused = new Set([entryId])
  const rows: HistoryRow[] = []
  for (const row of history)
    if (caused.has(row.id) || (row.cause !== null && caused.has(row.cause))) {
      caused.add(row.id)
      rows.push(row)
    }
  return rows[0]?.id === entryId ? rows : undefined
}

function latestStamp(file: ClientFile): number {
  let latest = latestOf(file.client.stamps, 0)
  for (const { stamps } of file.contacts) latest = latestOf(stamps, latest)
  for (const { stamps } of file.items) latest = latestOf(stamps, latest)
  for (const { stamps } of file.documents) latest = latestOf(stamps, latest)
  for (const { stamps, closedAt } of file.actions) latest = Math.max(latestOf(stamps, latest), closedAt ?? 0)
  return latest
}

function latestOf(stamps: Stamps, latest: number): number {
  for (const field in stamps) latest = Math.max(latest, stamps[field]?.at ?? 0)
  return latest
}
