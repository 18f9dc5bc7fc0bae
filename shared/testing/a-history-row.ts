import type { FieldChange, HistoryRow } from '../journal/history.ts'
import { CLIENT_ID, NOW, idOf } from './a-client-file.ts'

/** A row that the server wrote now for an entry of the collector; it changed nothing unless told. */
export function aHistoryRow(kind: string, fields: Partial<HistoryRow> = {}): HistoryRow {
  return {
    id: idOf(kind),
    number: 1,
    clientId: CLIENT_ID,
    actionId: null,
    itemIds: [],
    kind,
    by: 'collector',
    cause: null,
    at: NOW,
    receivedAt: NOW,
    device: 'phone',
    changes: [],
    text: null,
    details: {},
    late: false,
    superseded: [],
    version: 1,
    ...fields,
  }
}

export function aChange(
  table: FieldChange['table'],
  id: string,
  field: string,
  before: unknown,
  after: unknown,
): FieldChange {
  return { table, id, field, before, after }
}
