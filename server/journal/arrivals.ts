import { and, eq } from 'drizzle-orm'
import { getTableColumns } from 'drizzle-orm'
import type { Entry, Seen } from '#shared/journal/entry.ts'
import type { Preferences } from '#shared/people/preferences.ts'
import type { Settled } from '#shared/protocol/push.ts'
import { preferences, versions } from '../company/tables.ts'
import { anyOf } from '../db/any-of.ts'
import type { Db } from '../db/open.ts'
import type { Request } from './request.ts'
import { entries, streams } from './tables.ts'

export type Stream = typeof streams.$inferSelect

/** The answer to an entry, and whose it is to have. */
export type Answered = Settled & { by: string }

/** Outcomes of entries that arrived before, by id. */
export async function loadSettled(
  tx: Db,
  companyId: string,
  asked: readonly Entry[],
): Promise<Map<string, Answered>> {
  if (asked.length === 0) return new Map()
  const rows = await tx
    .select({ entryId: entries.id, by: entries.by, outcome: entries.outcome, version: entries.version })
    .from(entries)
    .where(
      and(
        eq(entries.companyId, companyId),
        anyOf(
          entries.id,
          asked.map(({ id }) => id),
        ),
      ),
    )
  return new Map(rows.map((row) => [row.entryId, row]))
}

export function clientIdsOf(asked: readonly Entry[]): string[] {
  return [...new Set(asked.flatMap(({ subject }) => (subject.type === 'client' ? subject.id : [])))]
}

/** Versions by number, as this history of the database knows them. */
export type KnownVersions = ReadonlyMap<number, { stamp: string; at: number }>

/** The versions that these marks name, where they exist here; whether one is of this history, its stamp tells. */
export async function loadVersions(
  tx: Db,
  companyId: string,
  marks: Iterable<{ version: number }>,
): Promise<KnownVersions> {
  const named = [...new Set([...marks].map(({ version }) => version))].filter((version) => version > 0)
  if (named.length === 0) return new Map()
  const rows = await tx
    .select({ version: versions.version, stamp: versions.stamp, at: versions.at })
    .from(versions)
    .where(and(eq(versions.companyId, companyId), anyOf(versions.version, named)))
  return new Map(rows.map(({ version, ...known }) => [version, known]))
}

/** Whether a mark is of this history: version 0, before everything, always is. */
export function isKnown(versions: KnownVersions, { version, stamp }: Seen): boolean {
  return version === 0 || versions.get(version)?.stamp === stamp
}

export async function loadStreams(tx: Db, requests: readonly Request[]): Promise<Map<string, Stream>> {
  const ids = [...new Set(requests.flatMap(({ stream }) => stream?.id ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await tx.select().from(streams).where(anyOf(streams.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

/** The stream of a request, begun at 1 when it is new. Null when the id belongs to somebody else's stream. */
export function streamFor(
  known: Map<string, Stream>,
  { id, personId, device }: NonNullable<Request['stream']>,
  companyId: string,
): Stream | null {
  const found = known.get(id)
  if (found) return found.personId === personId && found.companyId === companyId ? found : null
  const begun = { id, companyId, personId, device, next: 1, lastOccurredAt: 0 }
  known.set(id, begun)
  return begun
}

/**
 * Whether the new entries of a request do not carry on where the stream stands. Known ids are answered whatever their
 * number; where theirs is the next one they have taken it, as at the head of a stream begun anew.
 */
export function hasGap(request: Request, next: number, known: ReadonlyMap<string, Settled>): boolean {
  let expected = next
  for (const { n, entry } of request.entries) {
    if (n === expected) expected += 1
    else if (!known.has(entry.id)) return true
  }
  return false
}

/**
 * When an entry is taken to have been made: received − (sentAt − at), which takes a wrong clock out of it, clamped to
 * [commit of the version seen, received] and always after the entry before it in its stream: of two taps in one moment,
 * or around a clock put back, the later stands. A version of another history of the database clamps nothing.
 */
export function occurredAt(
  entry: Entry,
  sentAt: number,
  receivedAt: number,
  versions: KnownVersions,
  lastOccurredAt: number,
): number {
  const seen = versions.get(entry.seen.version)
  const seenAt = seen?.stamp === entry.seen.stamp ? seen.at : 0
  const clamped = Math.min(receivedAt, Math.max(seenAt, receivedAt - (sentAt - entry.at)))
  return Math.max(lastOccurredAt + 1, clamped)
}

const { companyId: _, ...preferenceFields } = getTableColumns(preferences)

export async function loadPreferences(tx: Db, asked: readonly Entry[]): Promise<Map<string, Preferences>> {
  const ids = [...new Set(asked.flatMap(({ subject }) => (subject.type === 'person' ? subject.id : [])))]
  if (ids.length === 0) return new Map()
  const rows = await tx.select(preferenceFields).from(preferences).where(anyOf(preferences.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}
