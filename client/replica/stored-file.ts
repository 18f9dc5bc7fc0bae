import type { Table } from '#shared/journal/history.ts'
import type { CalendarDay } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import type { FileKind } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { withinHorizon } from '#shared/clients/horizon.ts'
import { isWaiting } from '#shared/parked/parked.ts'
import type { Figures } from '#shared/figures/client-figures.ts'
import type { PulledFile } from '#shared/protocol/pull.ts'
import type { FileDocument } from './collections.ts'
import { type FileId, fileIdOf } from './file-id.ts'
import { inParts, isSamePart, mergedRows, partId } from './parts.ts'

/** A file of the replica, its parts put together. */
export type StoredFile = {
  fileId: FileId
  holds: FileKind
  version: number
  file: ClientFile
  /** The server's; null in a case file. */
  figures: Figures | null
  /** Which of the server's histories it is of; versions of two of them do not compare. */
  history: number
}

const ITEMS_A_PART = 200

/**
 * The file after a pulled one is laid over it. A file older than the replica's is left, and so is a patch of a file
 * that is not here.
 */
export function afterPull(
  known: StoredFile | undefined,
  pulled: PulledFile,
  history: number,
): StoredFile | undefined {
  const stored = known?.history === history ? known : undefined
  if (stored && pulled.version < stored.version) return stored
  const { rows, version } = pulled
  const fileId = fileIdOf(pulled.kind, pulled.id)
  if (pulled.whole) {
    const file = { ...rows, client: must(rows.client, 'the client of a whole file') }
    return { fileId, holds: pulled.kind, version, file, figures: pulled.figures, history }
  }
  if (!stored) return known
  const gone = (table: Table) =>
    new Set(pulled.departures.filter((left) => left.table === table).map(({ id }) => id))
  const { file } = stored
  return {
    ...stored,
    version,
    figures: pulled.figures ?? stored.figures,
    file: {
      client: rows.client ?? file.client,
      contacts: mergedRows(file.contacts, rows.contacts, gone('contacts')),
      items: mergedRows(file.items, rows.items, gone('items')),
      actions: mergedRows(file.actions, rows.actions, gone('actions')),
      associations: mergedRows(file.associations, rows.associations, gone('associations')),
      casework: mergedRows(file.casework, rows.casework, gone('casework')),
      documents: mergedRows(file.documents, rows.documents, gone('documents')),
      parked: mergedRows(file.parked, rows.parked, gone('parked')),
    },
  }
}

/** The file without what closed before the horizon; the same object when nothing did. */
export function withoutOld(stored: StoredFile, horizon: CalendarDay): StoredFile {
  const file = withinHorizon(stored.file, horizon)
  return file === stored.file ? stored : { ...stored, file }
}

/** The file with all its rows but wishes that were decided. */
export function withoutDecided(stored: StoredFile): StoredFile {
  const { file } = stored
  if (file.parked.every(isWaiting)) return stored
  return { ...stored, file: { ...file, parked: file.parked.filter(isWaiting) } }
}

/** The file after a whole one took its place, with what that lacks because the horizon has passed it since. */
export function withOldOf(known: StoredFile, next: StoredFile, horizon: CalendarDay): StoredFile {
  const within = withinHorizon(known.file, horizon)
  const { file } = next
  const and = <Row extends { id: string }>(rowsOf: (of: ClientFile) => readonly Row[]) => {
    const young = new Set(rowsOf(within))
    const old = rowsOf(known.file).filter((row) => !young.has(row))
    return mergedRows(old, rowsOf(file))
  }
  return {
    ...next,
    file: {
      ...file,
      items: and(({ items }) => items),
      actions: and(({ actions }) => actions),
      associations: and(({ associations }) => associations),
      casework: and(({ casework }) => casework),
      documents: and(({ documents }) => documents),
    },
  }
}

/** The documents to write so that the replica holds `after`; the first part always, others when they changed. */
export function documentsToWrite(after: StoredFile, before: StoredFile | undefined): FileDocument[] {
  const { fileId, holds, version, file, figures, history } = after
  const parts = inParts(file.items, ITEMS_A_PART)
  const earlier = before ? inParts(before.file.items, ITEMS_A_PART) : []
  return parts.flatMap((items, part): FileDocument[] => {
    if (part > 0 && isSamePart(earlier[part], items)) return []
    const common = { id: partId(fileId, part), kind: holds, version, parts: parts.length, items }
    return part === 0
      ? [
          {
            ...common,
            client: file.client,
            contacts: file.contacts,
            actions: file.actions,
            associations: file.associations,
            casework: file.casework,
            documents: file.documents,
            parked: file.parked,
            figures,
            history,
          },
        ]
      : [
          {
            ...common,
            client: null,
            contacts: [],
            actions: [],
            associations: [],
            casework: [],
            documents: [],
            parked: [],
            figures: null,
          },
        ]
  })
}

export function partsOf(stored: StoredFile | undefined): number {
  return stored ? inParts(stored.file.items, ITEMS_A_PART).length : 0
}

/** Puts the parts of a file together; `parts` are those after the first, in order. */
export function fromDocuments(
  fileId: FileId,
  first: FileDocument,
  parts: readonly FileDocument[],
): StoredFile {
  const { contacts, actions, associations, casework, documents, parked } = first
  return {
    fileId,
    holds: first.kind,
    version: first.version,
    figures: first.figures,
    history: first.history ?? 0,
    file: {
      client: must(first.client, `the client in ${fileId}`),
      contacts,
      items: parts.length === 0 ? first.items : [...first.items, ...parts.flatMap(({ items }) => items)],
      actions,
      associations,
      casework,
      documents,
      parked,
    },
  }
}
