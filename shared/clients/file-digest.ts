import type { CalendarDay } from '../base/calendar-day.ts'
import type { HistoryRow } from '../journal/history.ts'
import type { FileKind } from './case-file.ts'
import type { ClientFile } from './client-file.ts'
import { horizonMoment } from './horizon.ts'

/**
 * A digest says in two numbers which rows there are, each in which version: how many, and the sum of a hash of each,
 * modulo 2^32. Device and server each make it of what they hold; where they differ there is a hole or a ghost.
 * `server/sync/file-digests.ts` does the same in SQL: the two change together.
 */
export type Digest = [count: number, sum: number]

export type FileDigest = { kind: FileKind; id: string; rows: Digest; history: Digest }

type Versioned = { id: string; version: number }

export function digestOf(rows: Iterable<Versioned>): Digest {
  let count = 0
  let sum = 0
  for (const { id, version } of rows) {
    count += 1
    sum = (sum + Math.imul(keyOf(id), version)) >>> 0
  }
  return [count, sum]
}

/** The digest of a file, cut by the horizon, and of its history as far as both sides must hold it. */
export function fileDigestOf(
  kind: FileKind,
  id: string,
  file: ClientFile,
  history: readonly HistoryRow[],
  horizon: CalendarDay,
): FileDigest {
  const { client, contacts, items, actions, associations, casework, documents, parked } = file
  return {
    kind,
    id,
    rows: digestOf([
      client,
      ...contacts,
      ...items,
      ...actions,
      ...associations,
      ...casework,
      ...documents,
      ...parked,
    ]),
    history: digestOf(comparedHistory(kind, id, file, history, horizon)),
  }
}

/** The digest of many files, in one. */
export function digestOfAll(files: Iterable<FileDigest>): Digest {
  let count = 0
  let sum = 0
  for (const { id, rows, history } of files) {
    count += 1
    const file = rows[1] + Math.imul(rows[0], 31) + Math.imul(history[1], 37) + Math.imul(history[0], 41)
    sum = (sum + Math.imul(keyOf(id), file)) >>> 0
  }
  return [count, sum]
}

export function isSameDigest(a: Digest, b: Digest): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

/**
 * A phone may hold more history than this: what is older than the horizon stays until its file comes anew, and what a
 * case was told of its items depends on when.
 */
function comparedHistory(
  kind: FileKind,
  id: string,
  { actions }: ClientFile,
  history: readonly HistoryRow[],
  horizon: CalendarDay,
): HistoryRow[] {
  if (kind === 'case') return history.filter(({ actionId }) => actionId === id)
  const from = horizonMoment(horizon)
  const open = new Set(actions.filter(({ closedOn }) => closedOn === null).map((action) => action.id))
  return history.filter(({ at, actionId }) => at >= from || (actionId !== null && open.has(actionId)))
}

/** Odd, so that no other version of the same row has the same hash: the last 32 bits of a UUID, FNV-1a of other ids. */
function keyOf(id: string): number {
  if (UUID.test(id)) return Number.parseInt(id.slice(-8), 16) | 1
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return hash | 1
}

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/
