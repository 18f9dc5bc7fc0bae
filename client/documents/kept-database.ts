import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { DocumentType, Page } from '#shared/documents/document.ts'
import type { PictureHints } from './picture-hints.ts'

/** Where a document belongs: to a case, to items, or, with neither, to the client. */
export type Place = { clientId: string; actionId: string | null; itemIds: readonly string[] }

/** `name`: what the file was called where it came from. */
export type DraftPage = Page & { name: string; hints: PictureHints | null }

/** A document that somebody is making. Its id is the document's. */
export type Draft = {
  id: string
  userId: string
  place: Place
  /** Null: named by its type and the moment, until somebody says otherwise. */
  name: string | null
  type: DocumentType
  remark: string
  isShownToCustomer: boolean
  pages: readonly DraftPage[]
  /** Moment the first page was taken, ms. */
  capturedAtMs: number | null
  changedAtMs: number
  /** Somebody had it in front of them when the page went, as when a phone kills it behind its camera. */
  isOpen: boolean
}

/** The bytes of one page of a document of one's own, until the server has said what became of them. */
export type OnItsWay = {
  key: string
  userId: string
  documentId: string
  clientId: string
  hash: string
  name: string
  mediaType: string
  bytes: number
  addedAtMs: number
  /** Where it is being sent to; kept so that it goes on there after everything. */
  uploadUrl: string | null
  /** The server has taken all of it. */
  sentAtMs: number | null
  /** Somebody wants it to go now, before the others and over any network. */
  isUrgent: boolean
  /** Why it does not go any further. */
  refused: string | null
}

/** One row for the same bytes, however many documents of a person they are in. */
type Bytes = { key: string; userId: string; upload: ArrayBuffer; thumbnail: ArrayBuffer | null }

type Schema = DBSchema & {
  drafts: { key: string; value: Draft; indexes: { byUser: string } }
  onTheirWay: { key: string; value: OnItsWay; indexes: { byUser: string } }
  bytes: { key: string; value: Bytes; indexes: { byUser: string } }
}

export type KeptDatabase = IDBPDatabase<Schema>

/** One for all who work on this device; every row names its user. Its versions only ever add. */
export function openKeptDatabase(name: string): Promise<KeptDatabase> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'id' }).createIndex('byUser', 'userId')
      database.createObjectStore('onTheirWay', { keyPath: 'key' }).createIndex('byUser', 'userId')
      database.createObjectStore('bytes', { keyPath: 'key' }).createIndex('byUser', 'userId')
    },
    blocking: (_current, _blocked, { target }) => target instanceof IDBDatabase && target.close(),
  })
}
