import type { AgendaRow } from '#shared/agenda/agenda-row.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { FileKind } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import type { Company } from '#shared/company/company.ts'
import type { Seen } from '#shared/journal/entry.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import type { Person } from '#shared/people/person.ts'
import type { Notice } from '#shared/notices/notices.ts'
import type { Pending } from '#shared/validations/pending.ts'
import type { Preferences } from '#shared/people/preferences.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import type { SeenCard } from './client-card.ts'
import type { FileId } from './file-id.ts'

/** A row of a list as one sees it; `isPending` while it differs from what the server has confirmed. */
export type SeenAgendaRow = AgendaRow & {
  fileId: FileId
  isPending: boolean
  /** Of an agenda: the row is no action but this question, which waits for an answer. */
  question?: Pending
}

/** A file as its user sees it: the replica's with the entries of one's own that wait, decided on top. */
export type SeenFile = {
  fileId: FileId
  holds: FileKind
  file: ClientFile
  card: SeenCard
  /** Version the replica's file is complete at. */
  version: number
  /** Oldest first; rows of waiting entries come last, with `number` null. */
  history: readonly HistoryRow[]
  pendingEntryIds: readonly string[]
  /** Ids of the rows the waiting entries changed: items, actions, contacts, the client. */
  pendingRowIds: ReadonlySet<string>
  /** Waiting entries only the server can decide. */
  checkedWhenSentIds: readonly string[]
}

/**
 * All the screen shows, at one moment: replaced as a whole, once after a page is written or an entry is appended,
 * never in between. Reading it needs no waiting.
 */
export type Snapshot = {
  userId: string
  /** False until the first page with the company's settings is here. */
  isReady: boolean
  company: Company | null
  me: Person
  preferences: Preferences
  today: CalendarDay
  /** What others did that one is to know of, newest first. */
  notices: readonly Notice[]
  /** What an entry made now has seen. */
  seen: Seen
  /** Which of the server's histories that is of, counted on this device. */
  history: number
  /** Version the replica is complete at. */
  reached: number
  /** More pages are to come: figures are incomplete. */
  catchingUp: boolean
  asOfMs: number | null
  agenda: ReadonlyMap<FileId, readonly SeenAgendaRow[]>
  cards: ReadonlyMap<FileId, SeenCard>
  /** Files that a screen watches; `null`: not held by this device. */
  files: ReadonlyMap<FileId, SeenFile | null>
  outbox: readonly OutboxRecord[]
}
