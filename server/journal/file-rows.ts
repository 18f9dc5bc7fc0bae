import { type SQL, and, eq, getTableColumns, gt, isNull, lte, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { groupBy } from '#shared/base/group-by.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { CurrencyFigures, Figures } from '#shared/figures/client-figures.ts'
import {
  actions,
  associations,
  casework,
  clients,
  contacts,
  documents,
  figures,
  items,
  parked,
} from '../clients/tables.ts'
import { anyOf } from '../db/any-of.ts'
import type { Db } from '../db/open.ts'

/** A client file as the server works on it, with the figures kept beside it. */
export type ServerFile = { file: ClientFile; figures: Figures }

const clientFields = withoutCompany(getTableColumns(clients))
const contactFields = withoutCompany(getTableColumns(contacts))
const itemFields = withoutCompany(getTableColumns(items))
const actionFields = withoutCompany(getTableColumns(actions))
const associationFields = withoutCompany(getTableColumns(associations))
const caseworkFields = withoutCompany(getTableColumns(casework))
const documentFields = withoutCompany(getTableColumns(documents))
const parkedFields = withoutCompany(getTableColumns(parked))
const figureFields = withoutCompany(getTableColumns(figures))

type RowsOfFiles = { companyId: PgColumn; version: PgColumn }

/** Rows of client files, table by table, asked for at once so that they cost one wait for the database and not eight. */
async function rowsOfFiles(tx: Db, where: (table: RowsOfFiles, clientId: PgColumn) => SQL | undefined) {
  const [
    clientRows,
    contactRows,
    itemRows,
    actionRows,
    associationRows,
    caseworkRows,
    documentRows,
    parkedRows,
  ] = await Promise.all([
    tx.select(clientFields).from(clients).where(where(clients, clients.id)),
    tx.select(contactFields).from(contacts).where(where(contacts, contacts.clientId)),
    tx.select(itemFields).from(items).where(where(items, items.clientId)),
    tx.select(actionFields).from(actions).where(where(actions, actions.clientId)),
    tx.select(associationFields).from(associations).where(where(associations, associations.clientId)),
    tx.select(caseworkFields).from(casework).where(where(casework, casework.clientId)),
    tx.select(documentFields).from(documents).where(where(documents, documents.clientId)),
    tx.select(parkedFields).from(parked).where(where(parked, parked.clientId)),
  ])
  return {
    clients: clientRows,
    contacts: contactRows,
    items: itemRows,
    actions: actionRows,
    associations: associationRows,
    casework: caseworkRows,
    documents: documentRows,
    parked: parkedRows,
  }
}

/** The client files with these ids; a client that does not exist is not among them. */
export async function loadFiles(
  tx: Db,
  companyId: string,
  clientIds: readonly string[],
): Promise<Map<string, ServerFile>> {
  if (clientIds.length === 0) return new Map()
  const ids = [...clientIds]
  const of = (table: { companyId: PgColumn }, clientId: PgColumn) =>
    and(eq(table.companyId, companyId), anyOf(clientId, ids))
  const [rows, figureRows] = await Promise.all([
    rowsOfFiles(tx, of),
    tx.select(figureFields).from(figures).where(of(figures, figures.clientId)),
  ])

  const contactsOf = byClient(rows.contacts)
  const itemsOf = byClient(rows.items)
  const actionsOf = byClient(rows.actions)
  const associationsOf = byClient(rows.associations)
  const caseworkOf = byClient(rows.casework)
  const documentsOf = byClient(rows.documents)
  const parkedOf = byClient(rows.parked)
  const figuresOf = byClient(figureRows)
  return new Map(
    rows.clients.map((client) => [
      client.id,
      {
        file: {
          client,
          contacts: contactsOf(client.id),
          items: itemsOf(client.id),
          actions: actionsOf(client.id),
          associations: associationsOf(client.id),
          casework: caseworkOf(client.id),
          documents: documentsOf(client.id),
          parked: parkedOf(client.id),
        },
        figures: toFigures(figuresOf(client.id)),
      },
    ]),
  )
}

/**
 * What is open of the client files with these ids: enough for dunning, which looks at nothing else, and little where the
 * past is long.
 */
export async function loadOpenFiles(
  tx: Db,
  companyId: string,
  clientIds: readonly string[],
): Promise<ClientFile[]> {
  if (clientIds.length === 0) return []
  const ids = [...clientIds]
  const of = (table: { companyId: PgColumn }, clientId: PgColumn, ended: PgColumn) =>
    and(eq(table.companyId, companyId), anyOf(clientId, ids), isNull(ended))
  const [clientRows, itemRows, actionRows, associationRows] = await Promise.all([
    tx
      .select(clientFields)
      .from(clients)
      .where(and(eq(clients.companyId, companyId), anyOf(clients.id, ids))),
    tx
      .select(itemFields)
      .from(items)
      .where(of(items, items.clientId, items.closedOn)),
    tx
      .select(actionFields)
      .from(actions)
      .where(of(actions, actions.clientId, actions.closedOn)),
    tx
      .select(associationFields)
      .from(associations)
      .where(of(associations, associations.clientId, associations.leftOn)),
  ])
  const itemsOf = byClient(itemRows)
  const actionsOf = byClient(actionRows)
  const associationsOf = byClient(associationRows)
  return clientRows.map((client) => ({
    client,
    contacts: [],
    items: itemsOf(client.id),
    actions: actionsOf(client.id),
    associations: associationsOf(client.id),
    casework: [],
    documents: [],
    parked: [],
  }))
}

function byClient<Row extends { clientId: string }>(rows: readonly Row[]): (clientId: string) => Row[] {
  const grouped = groupBy(rows, ({ clientId }) => clientId)
  return (clientId) => grouped.get(clientId) ?? []
}

/** Versions after one and up to another. */
export type Span = { after: number; upTo: number }

/** Rows of some clients' files written in a span of versions; work is proportional to the change. */
export async function loadChangedRows(tx: Db, companyId: string, { after, upTo }: Span, ofClients: SQL) {
  const within = (table: RowsOfFiles, clientId: PgColumn) =>
    and(
      eq(table.companyId, companyId),
      gt(table.version, after),
      lte(table.version, upTo),
      sql`${clientId} in ${ofClients}`,
    )
  const [rows, figureRows] = await Promise.all([
    rowsOfFiles(tx, within),
    loadFiguresOfChanged(tx, companyId, { after, upTo }, ofClients),
  ])
  return { ...rows, figures: figureRows }
}

/** A client's figures travel together: all its currencies when one of them changed. */
function loadFiguresOfChanged(tx: Db, companyId: string, { after, upTo }: Span, ofClients: SQL) {
  const changed = sql`(select client_id from figures where company_id = ${companyId}
                       and version > ${after} and version <= ${upTo} and client_id in ${ofClients})`
  return tx
    .select(figureFields)
    .from(figures)
    .where(and(eq(figures.companyId, companyId), sql`${figures.clientId} in ${changed}`))
}

export type ChangedRows = Awaited<ReturnType<typeof loadChangedRows>>

/** Figures as they are read: sorted, and without currencies that have no open items. */
export function toFigures(
  rows: readonly (CurrencyFigures & { clientId: string; version: number })[],
): Figures {
  return rows
    .filter(({ openCount }) => openCount > 0)
    .map(({ clientId: _, version: __, ...parts }) => parts)
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

function withoutCompany<Columns extends { companyId: unknown }>(
  columns: Columns,
): Omit<Columns, 'companyId'> {
  const { companyId: _, ...rest } = columns
  return rest
}
