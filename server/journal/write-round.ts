import { sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { HOLDS_ALL_BELOW_ITEMS, holdsOf, mayMoveScope } from '#shared/clients/scope.ts'
import type { Figures } from '#shared/figures/client-figures.ts'
import { emptyFigures } from '#shared/figures/client-figures.ts'
import type { RowChange } from '#shared/journal/decision.ts'
import { isSame, rowAt } from '#shared/journal/file-draft.ts'
import { type FileTable, TABLES as TABLE_NAMES, type Table } from '#shared/journal/history.ts'
import {
  actions,
  associations,
  casework,
  clients,
  contacts,
  departures,
  documents,
  figures,
  items,
  parked,
} from '../clients/tables.ts'
import { keepRoles } from '../company/people-store.ts'
import { companies, people, preferences, settings, versions } from '../company/tables.ts'
import type { Db } from '../db/open.ts'
import { endSessionsOf } from '../people/users.ts'
import { caseMoves } from './case-moves.ts'
import { rowsCarriedAgain } from './carried-again.ts'
import { seal } from './history-chain.ts'
import { writeEndings } from './endings.ts'
import type { Round } from './round.ts'
import { maintainScope, rescopeCompany } from './scope-changes.ts'
import { entries, history } from './tables.ts'
import { insert, upsert } from './upsert.ts'

export type Head = typeof companies.$inferSelect

const TABLES: Record<Table, PgTable> = {
  clients,
  contacts,
  items,
  actions,
  associations,
  casework,
  documents,
  parked,
  settings,
  preferences,
  people,
}

/** What a round leaves to be written. */
export type Written = Pick<
  Round,
  'rows' | 'changedFiles' | 'company' | 'people' | 'peopleBefore' | 'stored' | 'endings' | 'history'
>

type Ports = { salt: () => string; stamp: () => string }

/** Writes a round under a new version, each table in one statement. Returns the company's row as it now is. */
export async function writeRound(
  tx: Db,
  head: Head,
  round: Written,
  receivedAt: number,
  { salt, stamp }: Ports,
): Promise<Head> {
  const companyId = head.id
  const version = head.version + 1
  await tx.execute(sql`select set_config('suivi.version', ${String(version)}, true)`)

  const { rows, left } = withCaseMoves(round, head.isHeldWhole)
  const chain = sealHistory(round, head, salt)
  const openItems = head.openItems + openItemsAdded(round)
  const isHeldWhole = openItems < (head.isHeldWhole ? HOLDS_ALL_BELOW_ITEMS : HOLDS_ALL_BELOW_ITEMS * 0.9)
  const next: Head = {
    ...head,
    version,
    receivedAt,
    historyNumber: chain.number,
    historyHash: chain.hash,
    openItems,
    isHeldWhole,
  }
  const ofCompany = <Row extends object>(written: readonly Row[]) =>
    written.map((row) => ({ ...row, companyId }))
  // No table looks at another: all are sent together, and the transaction waits for the answers once.
  await Promise.all([
    ...TABLE_NAMES.map((table) => upsert(tx, TABLES[table], ofCompany(rowsFor(table, rows)))),
    upsert(tx, departures, ofCompany(left)),
    upsert(tx, figures, changedFigures(round, companyId)),
    insert(tx, entries, storedEntries(round, companyId)),
    writeEndings(tx, companyId, round.endings),
    insert(tx, history, chain.rows),
    upsert(tx, companies, [next]),
    upsert(tx, versions, [{ companyId, version, stamp: stamp(), at: receivedAt }]),
  ])

  const moved = round.changedFiles
    .filter(({ before, after }) => mayMoveScope(before?.file, after.file))
    .map(({ after }) => after.file)
  await maintainScope(tx, companyId, version, moved, round.company, head.isHeldWhole)
  await keepRoles(tx, companyId, version, round.people, round.peopleBefore)
  await endSessionsOf(
    tx,
    round.people.filter(({ active }) => !active).map(({ id }) => id),
  )
  if (isHeldWhole !== head.isHeldWhole || round.people.length > 0)
    await rescopeCompany(tx, companyId, version, round.company, isHeldWhole)
  return next
}

/**
 * Rows of the round, and old rows that come into a case somebody holds or were beyond the horizon with an action that
 * opens again: they are written anew so that they travel.
 */
function withCaseMoves(round: Written, companyFits: boolean) {
  const rows = new Map<string, RowChange>(
    round.rows.map((change) => [`${change.table}/${change.row.id}`, change]),
  )
  const left: { caseId: string; tableName: FileTable; rowId: string; version: number }[] = []
  const again = (change: RowChange | undefined) => {
    if (!change) return
    const key = `${change.table}/${change.row.id}`
    if (!rows.has(key)) rows.set(key, change)
  }
  for (const { before, after } of round.changedFiles) {
    if (!before) continue
    for (const change of rowsCarriedAgain(before.file, after.file)) again(change)
    if (sitsAsBefore(before.file, after.file)) continue
    const held = holdsOf(after.file, round.company.people, companyFits)
    const cases = new Set(held.filter(({ kind }) => kind === 'case').map(({ fileId }) => fileId))
    for (const caseId of cases) {
      const moves = caseMoves(before.file, after.file, caseId)
      for (const { table, id } of moves.left) left.push({ caseId, tableName: table, rowId: id, version: 0 })
      for (const { table, id } of moves.entered) again(rowAt(after.file, table, id))
    }
  }
  return { rows: [...rows.values()], left }
}

function sitsAsBefore(before: ClientFile, after: ClientFile): boolean {
  return (
    before.associations === after.associations &&
    before.actions === after.actions &&
    before.casework === after.casework &&
    before.documents === after.documents
  )
}

/** The rows of a table; a stay that ends comes before the one that begins, for the index that allows one. */
function rowsFor(table: Table, rows: readonly RowChange[]): object[] {
  const ofTable: object[] = rows.filter((change) => change.table === table).map(({ row }) => row)
  return table === 'associations'
    ? ofTable.sort((a, b) => Number(endsStay(b)) - Number(endsStay(a)))
    : ofTable
}

function endsStay(row: object): boolean {
  return 'leftOn' in row && row.leftOn !== null
}

function changedFigures(round: Written, companyId: string): object[] {
  return round.changedFiles.flatMap(({ clientId, before, after }) =>
    currenciesOf(before?.figures ?? [], after.figures).flatMap((currency) => {
      const was = before?.figures.find((part) => part.currency === currency)
      const is = after.figures.find((part) => part.currency === currency) ?? emptyFigures(currency)
      return was && isSame(was, is) ? [] : [{ ...is, companyId, clientId, version: 0 }]
    }),
  )
}

function currenciesOf(...all: Figures[]): string[] {
  return [...new Set(all.flatMap((figures) => figures.map(({ currency }) => currency)))]
}

function openItemsAdded(round: Written): number {
  const count = (figures: Figures) => figures.reduce((sum, { openCount }) => sum + openCount, 0)
  return round.changedFiles.reduce(
    (sum, { before, after }) => sum + count(after.figures) - count(before?.figures ?? []),
    0,
  )
}

function storedEntries(round: Written, companyId: string): object[] {
  return round.stored.map(({ arrival, entry, cause, outcome, position }) => ({
    companyId,
    id: entry.id,
    kind: entry.kind,
    v: entry.v,
    by: entry.by,
    subjectType: entry.subject.type,
    subjectId: entry.subject.type === 'company' ? null : entry.subject.id,
    at: entry.at,
    device: entry.device,
    seenVersion: entry.seen.version,
    seenStamp: entry.seen.stamp,
    batch: entry.batch ?? null,
    data: entry.data ?? {},
    cause,
    stream: cause === null ? (arrival.stream?.id ?? null) : null,
    n: cause === null ? (arrival.stream?.n ?? null) : null,
    sentAt: arrival.sentAt,
    receivedAt: arrival.receivedAt,
    occurredAt: arrival.occurred,
    outcome,
    position,
    version: 0,
  }))
}

function sealHistory(round: Written, head: Head, salt: () => string) {
  let number = head.historyNumber
  let hash = head.historyHash
  const rows = round.history.map((row) => {
    number += 1
    const sealed = seal(row, number, salt(), hash)
    hash = sealed.hash
    return { ...row, ...sealed, number, companyId: head.id }
  })
  return { rows, number, hash }
}
