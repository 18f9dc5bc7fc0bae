import { type RxCollection, type RxDatabase, type RxJsonSchema, type RxStorage, createRxDatabase } from 'rxdb'
import type { CurrencyFigures } from '#shared/figures/client-figures.ts'
import type { AgendaRow } from '#shared/agenda/agenda-row.ts'
import type { Action, Association } from '#shared/actions/action.ts'
import type { FileKind } from '#shared/clients/case-file.ts'
import type { Casework } from '#shared/casework/casework.ts'
import type { Client, Contact } from '#shared/clients/client.ts'
import type { Setting } from '#shared/company/settings.ts'
import type { Document } from '#shared/documents/document.ts'
import type { Item } from '#shared/items/item.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { Notice } from '#shared/notices/notices.ts'
import type { Parked } from '#shared/parked/parked.ts'
import type { Person } from '#shared/people/person.ts'
import type { Preferences } from '#shared/people/preferences.ts'
import type { Changed } from './changed.ts'
import type { ClientCard } from './client-card.ts'
import type { Stored } from './documents.ts'
import type { FileId } from './file-id.ts'

/** Moves when a document changes its shape: a new replica is built beside the old one, nothing is migrated. */
export const REPLICA_SCHEMA = 8

/** A file, or, when it has more than 200 items, its first part. The parts are written in one transaction. */
export type FileDocument = {
  /** The file's id; further parts add `#1`, `#2` … and carry items only. */
  id: string
  kind: FileKind
  version: number
  parts: number
  client: Client | null
  contacts: readonly Contact[]
  items: readonly Item[]
  actions: readonly Action[]
  associations: readonly Association[]
  casework: readonly Casework[]
  documents: readonly Document[]
  parked: readonly Parked[]
  figures: readonly CurrencyFigures[] | null
  /** As in the position it was fetched under; of another one it is what is shown until the server has sent all anew. */
  history?: number
}

/**
 * What lists, totals and search need of a file: its agenda rows and its card, derived together and written as one, so
 * that an agenda of 1,000 rows opens with as many reads as there are files.
 */
export type SummaryDocument = { id: string; version: number; rows: readonly AgendaRow[]; card: ClientCard }

/** History of a file, at most 100 rows a document; further parts add `#1`, `#2` … */
export type HistoryDocument = { id: string; parts: number; rows: readonly HistoryRow[] }

export type CompanyDocument = { id: string; is: Kept }

/** What the `company` collection keeps, one document each. */
export type Kept =
  | { type: 'setting'; setting: Setting }
  | { type: 'person'; person: Person }
  | { type: 'preferences'; preferences: Preferences }
  | { type: 'notices'; notices: readonly Notice[] }
  | { type: 'position'; position: Position }

/** How far the replica is; written last, so that a page that was not finished comes again. */
export type Position = {
  cursor: string
  /** Version and stamp the last page stood at: what an entry made now has seen. */
  seen: { version: number; stamp: string }
  /** Version the replica is complete at: moves when no more pages are to come. */
  reached: number
  more: boolean
  horizon: string
  asOfMs: number
  /** Rates the cards were converted with. */
  rateKey: string
  /** Counts the pages written; what the last of them changed is in `recent`. */
  page: number
  recent: Changed[]
  /** Which of the server's histories this is of, counted by the outbox; it is another one after a backup was put back. */
  history?: number
  /** Files that hold more than the horizon allows, because something that waits rests on it. */
  old?: FileId[]
  /** Files of the history before are still here, until all of this one are. */
  hasOlder?: boolean
}

export type Collections = {
  files: RxCollection<Stored>
  summaries: RxCollection<Stored>
  history: RxCollection<Stored>
  company: RxCollection<Stored>
}

export type Replica = RxDatabase<Collections>

/** Contents are checked where they enter, by the schema of the protocol; here only the key is named. */
function schema(): RxJsonSchema<Stored> {
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 200 }, text: { type: 'string' } },
    required: ['id', 'text'],
  }
}

export async function openReplica(name: string, storage: RxStorage<unknown, unknown>): Promise<Replica> {
  const database = await createRxDatabase<Collections>({
    name,
    storage,
    // Other tabs are told by one message a page; documents are never announced one by one.
    multiInstance: false,
    eventReduce: false,
    // One that could not be closed, because its connection was dead, gives way.
    closeDuplicates: true,
  })
  await database.addCollections({
    files: { schema: schema() },
    summaries: { schema: schema() },
    history: { schema: schema() },
    company: { schema: schema() },
  })
  return database
}
