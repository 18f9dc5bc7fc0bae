import { sql } from 'drizzle-orm'
import { groupBy } from '#shared/base/group-by.ts'
import { partOf } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { FileTable } from '#shared/journal/history.ts'
import type { PulledFile } from '#shared/protocol/pull.ts'
import type { Db } from '../db/open.ts'
import { rowsOf } from '../db/rows.ts'
import { type ChangedRows, type Span, loadChangedRows, loadFiles, toFigures } from '../journal/file-rows.ts'
import { type HeldFile, casesKnownAt, clientsKnownAt } from './held-files.ts'

type Holder = { companyId: string; personId: string }

/** What changed in a span of versions in the files a device knows: by rows, and proportional to them. */
export async function patchesOf(tx: Db, holder: Holder, since: number, span: Span): Promise<PulledFile[]> {
  const [changed, cases] = await Promise.all([
    loadChangedRows(tx, holder.companyId, span, clientsKnownAt(holder, since)),
    casePatches(tx, holder, since, span),
  ])
  return [...clientPatches(changed, span), ...cases]
}

export function clientPatches(changed: ChangedRows, { upTo }: Span): PulledFile[] {
  const patches = new Map<string, PulledFile>()
  const patchOf = (clientId: string): PulledFile => {
    let patch = patches.get(clientId)
    if (!patch) patches.set(clientId, (patch = emptyPatch('client', clientId, clientId, upTo)))
    return patch
  }
  for (const row of changed.clients) patchOf(row.id).rows.client = row
  for (const row of changed.contacts) patchOf(row.clientId).rows.contacts.push(row)
  for (const row of changed.items) patchOf(row.clientId).rows.items.push(row)
  for (const row of changed.actions) patchOf(row.clientId).rows.actions.push(row)
  for (const row of changed.associations) patchOf(row.clientId).rows.associations.push(row)
  for (const row of changed.casework) patchOf(row.clientId).rows.casework.push(row)
  for (const row of changed.documents) patchOf(row.clientId).rows.documents.push(row)
  for (const row of changed.parked) patchOf(row.clientId).rows.parked.push(row)
  for (const [clientId, rows] of groupBy(changed.figures, (row) => row.clientId))
    patchOf(clientId).figures = [...toFigures(rows)]
  return [...patches.values()]
}

/** Cases are few and small: their part is taken from the whole file, and of it the rows that are new. */
async function casePatches(tx: Db, holder: Holder, since: number, span: Span): Promise<PulledFile[]> {
  const cases = await casesKnownAt(tx, holder, since)
  if (cases.length === 0) return []
  const touched = await clientsTouched(tx, holder.companyId, cases, span)
  const files = await loadFiles(tx, holder.companyId, touched)
  const departed = groupBy(await loadDepartures(tx, holder.companyId, span), ({ caseId }) => caseId)
  return cases.flatMap((held) => {
    const server = files.get(held.clientId)
    const part = server && partOf(held.fileId, server.file)
    if (!part) return []
    const patch = emptyPatch('case', held.fileId, held.clientId, span.upTo)
    const isNew = ({ version }: { version: number }) => version > span.after
    if (isNew(part.client)) patch.rows.client = part.client
    patch.rows.contacts = part.contacts.filter(isNew)
    patch.rows.items = part.items.filter(isNew)
    patch.rows.actions = part.actions.filter(isNew)
    patch.rows.associations = part.associations.filter(isNew)
    patch.rows.casework = part.casework.filter(isNew)
    patch.rows.documents = part.documents.filter(isNew)
    patch.rows.parked = part.parked.filter(isNew)
    const { actions, associations, items, casework, documents, parked } = part
    const rows = [...actions, ...associations, ...items, ...casework, ...documents, ...parked]
    const here = new Set(rows.map(({ id }) => id))
    patch.departures = (departed.get(held.fileId) ?? [])
      .filter(({ rowId }) => !here.has(rowId))
      .map(({ tableName, rowId }) => ({ table: tableName, id: rowId }))
    return isEmpty(patch) ? [] : [patch]
  })
}

async function clientsTouched(
  tx: Db,
  companyId: string,
  cases: HeldFile[],
  { after, upTo }: Span,
): Promise<string[]> {
  const ids = `{${[...new Set(cases.map(({ clientId }) => clientId))].join(',')}}`
  const within = sql`company_id = ${companyId} and version > ${after} and version <= ${upTo}`
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from clients where ${within} and id = any(${ids}::uuid[])
        union select client_id from contacts where ${within} and client_id = any(${ids}::uuid[])
        union select client_id from items where ${within} and client_id = any(${ids}::uuid[])
        union select client_id from actions where ${within} and client_id = any(${ids}::uuid[])
        union select client_id from associations where ${within} and client_id = any(${ids}::uuid[])
        union select client_id from casework where ${within} and client_id = any(${ids}::uuid[])
        union select client_id from documents where ${within} and client_id = any(${ids}::uuid[])
        union select client_id from parked where ${within} and client_id = any(${ids}::uuid[])`,
  )
  return rows.map(({ id }) => id)
}

type Departure = { caseId: string; tableName: FileTable; rowId: string }

function loadDepartures(tx: Db, companyId: string, { after, upTo }: Span): Promise<Departure[]> {
  return rowsOf<Departure>(
    tx,
    sql`select case_id as "caseId", table_name as "tableName", row_id as "rowId" from departures
        where company_id = ${companyId} and version > ${after} and version <= ${upTo}`,
  )
}

function emptyPatch(kind: PulledFile['kind'], id: string, clientId: string, version: number): PulledFile {
  return {
    kind,
    id,
    clientId,
    whole: false,
    version,
    rows: {
      client: null,
      contacts: [],
      items: [],
      actions: [],
      associations: [],
      casework: [],
      documents: [],
      parked: [],
    },
    figures: null,
    departures: [],
  }
}

function isEmpty({ rows, departures }: PulledFile): boolean {
  return (
    !rows.client &&
    departures.length === 0 &&
    rows.contacts.length +
      rows.items.length +
      rows.actions.length +
      rows.associations.length +
      rows.casework.length +
      rows.documents.length +
      rows.parked.length ===
      0
  )
}

/** A file's rows as they travel. */
export function wholeFile(
  held: HeldFile,
  file: ClientFile,
  figures: PulledFile['figures'],
  version: number,
): PulledFile {
  return {
    kind: held.kind,
    id: held.fileId,
    clientId: held.clientId,
    whole: true,
    version,
    rows: {
      client: file.client,
      contacts: [...file.contacts],
      items: [...file.items],
      actions: [...file.actions],
      associations: [...file.associations],
      casework: [...file.casework],
      documents: [...file.documents],
      parked: [...file.parked],
    },
    figures,
    departures: [],
  }
}
