import type { Id } from '#shared/base/ids.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import type { ImportMode } from '#shared/imports/import-plan.ts'
import type { Mapping } from '#shared/imports/mapping.ts'
import type { Database } from '../db/open.ts'
import type { Journal } from '../journal/journal.ts'
import type { FileSource } from './file-source.ts'

/** What an import needs of the house. */
export type ImportPorts = { database: Database; journal: Journal; now: () => number; newId: () => Id }

/** A file to import into a company's books, and how. */
export type ImportRequest = {
  companyId: Id
  source: FileSource
  fileName: string
  mapping: Mapping
  asOf: CalendarDay
  mode: ImportMode
  /** A person's id, or `command`. */
  by: string
}

/** One run of a request; its rows in the staging tables carry its id. */
export type ImportRun = ImportRequest & { id: Id }
