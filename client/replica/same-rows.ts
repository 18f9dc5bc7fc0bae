import type { HistoryRow } from '#shared/journal/history.ts'
import { isSamePart } from './parts.ts'
import type { StoredFile } from './stored-file.ts'

/** A file as it was read, with its history. */
export type Loaded = { stored: StoredFile; history: readonly HistoryRow[] }

type Row = { id: string; version: number }

/**
 * A file read anew, in which everything that is as it was before is the same object as before: what a screen draws
 * follows the rows that changed, however long the file.
 */
export function keepingSame(before: Loaded | null | undefined, now: Loaded): Loaded {
  if (!before) return now
  const stored = storedAsBefore(before.stored, now.stored)
  const history = sameRows(before.history, now.history)
  return stored === before.stored && history === before.history ? before : { stored, history }
}

function storedAsBefore(before: StoredFile, now: StoredFile): StoredFile {
  if (before.version === now.version) return before
  const { client, contacts, items, actions, associations, casework, documents, parked } = now.file
  const was = before.file
  return {
    ...now,
    file: {
      client: was.client.version === client.version ? was.client : client,
      contacts: sameRows(was.contacts, contacts),
      items: sameRows(was.items, items),
      actions: sameRows(was.actions, actions),
      associations: sameRows(was.associations, associations),
      casework: sameRows(was.casework, casework),
      documents: sameRows(was.documents, documents),
      parked: sameRows(was.parked, parked),
    },
  }
}

function sameRows<Kept extends Row>(before: readonly Kept[], now: readonly Kept[]): readonly Kept[] {
  const known = new Map(before.map((row) => [row.id, row]))
  const rows = now.map((row) => {
    const earlier = known.get(row.id)
    return earlier?.version === row.version ? earlier : row
  })
  return isSamePart(before, rows) ? before : rows
}
