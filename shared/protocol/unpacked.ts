import type { Action, Association } from '../actions/action.ts'
import type { Casework } from '../casework/casework.ts'
import type { Contact } from '../clients/client.ts'
import type { Document } from '../documents/document.ts'
import type { Item } from '../items/item.ts'
import type { HistoryRow } from '../journal/history.ts'
import type { Parked } from '../parked/parked.ts'
import type { Columns, PackedFile } from './packed-file.ts'
import type { PullAnswer, PulledFile, PulledHistory } from './pull.ts'

/** The same answer with its packed files among the others. */
export function unpacked(answer: PullAnswer): PullAnswer {
  const { packed } = answer
  if (packed.length === 0) return answer
  return {
    ...answer,
    packed: [],
    files: [...packed.map(fileOf), ...answer.files],
    history: [...packed.flatMap(historyOf), ...answer.history],
  }
}

function fileOf({
  version,
  client,
  contacts,
  items,
  actions,
  associations,
  casework,
  documents,
  parked,
  figures,
}: PackedFile): PulledFile {
  return {
    kind: 'client',
    id: client.id,
    clientId: client.id,
    whole: true,
    version,
    rows: {
      client,
      contacts: rowsOf(contacts, CONTACT, client.id),
      items: rowsOf(items, ITEM, client.id),
      actions: rowsOf(actions, ACTION, client.id),
      associations: rowsOf(associations, ASSOCIATION, client.id),
      casework: rowsOf(casework, CASEWORK, client.id),
      documents: rowsOf(documents, DOCUMENT, client.id),
      parked: rowsOf(parked, PARKED, client.id),
    },
    figures,
    departures: [],
  }
}

function historyOf({ client, history }: PackedFile): PulledHistory[] {
  const rows = rowsOf(history, HISTORY, client.id)
  if (rows.length === 0) return []
  return [{ kind: 'client', id: client.id, rows: rows.sort((a, b) => (a.number ?? 0) - (b.number ?? 0)) }]
}

type Blank<Row> = Record<keyof Row, null>

function rowsOf<Row extends { id: string; clientId: string | null }>(
  columns: Columns<Row>,
  blank: Blank<Row>,
  clientId: string,
): Row[]
function rowsOf(
  columns: Record<string, readonly unknown[] | undefined>,
  blank: Record<string, unknown>,
  clientId: string,
): object[] {
  const rows = (columns['id'] ?? []).map(() => {
    const row = { ...blank }
    row['clientId'] = clientId
    return row
  })
  for (const [field, values = []] of Object.entries(columns))
    for (const [index, row] of rows.entries()) row[field] = values[index]
  return rows
}

const CONTACT: Blank<Contact> = {
  id: null,
  clientId: null,
  name: null,
  role: null,
  email: null,
  phone: null,
  removed: null,
  stamps: null,
  version: null,
}

const ITEM: Blank<Item> = {
  id: null,
  clientId: null,
  source: null,
  number: null,
  kind: null,
  entity: null,
  currency: null,
  amountMinor: null,
  balanceMinor: null,
  issuedOn: null,
  dueOn: null,
  closedOn: null,
  sourceStatus: null,
  statusId: null,
  statusOn: null,
  statusBy: null,
  statusComment: null,
  reasonId: null,
  disputedMinor: null,
  returnedOn: null,
  resumesAt: null,
  suggested: null,
  fields: null,
  stamps: null,
  version: null,
}

const ACTION: Blank<Action> = {
  id: null,
  clientId: null,
  type: null,
  kind: null,
  name: null,
  dueOn: null,
  ownerId: null,
  resolverId: null,
  stageId: null,
  templateId: null,
  checklist: null,
  participants: null,
  reasonId: null,
  caseId: null,
  openedOn: null,
  openedBy: null,
  openedAt: null,
  closedOn: null,
  closedBy: null,
  closedAt: null,
  resolutionId: null,
  rootCauseId: null,
  removed: null,
  aliases: null,
  stamps: null,
  version: null,
}

const ASSOCIATION: Blank<Association> = {
  id: null,
  clientId: null,
  actionId: null,
  itemId: null,
  joinedOn: null,
  had: null,
  leftOn: null,
  leftBecause: null,
  leftWith: null,
  removed: null,
  version: null,
}

const CASEWORK: Blank<Casework> = {
  id: null,
  clientId: null,
  actionId: null,
  work: null,
  wakesOn: null,
  removed: null,
  version: null,
}

const DOCUMENT: Blank<Document> = {
  id: null,
  clientId: null,
  actionId: null,
  itemIds: null,
  name: null,
  type: null,
  remark: null,
  isShownToCustomer: null,
  pages: null,
  settled: null,
  capturedAt: null,
  byId: null,
  withdrawn: null,
  removed: null,
  stamps: null,
  version: null,
}

const PARKED: Blank<Parked> = {
  id: null,
  clientId: null,
  actionId: null,
  kind: null,
  v: null,
  by: null,
  at: null,
  device: null,
  data: null,
  because: null,
  lapsesOn: null,
  decision: null,
  decidedBy: null,
  decidedAt: null,
  version: null,
}

const HISTORY: Blank<HistoryRow> = {
  id: null,
  number: null,
  clientId: null,
  actionId: null,
  itemIds: null,
  kind: null,
  by: null,
  cause: null,
  at: null,
  receivedAt: null,
  device: null,
  changes: null,
  text: null,
  details: null,
  late: null,
  superseded: null,
  version: null,
}
