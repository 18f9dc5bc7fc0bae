import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { groupBy } from '#shared/base/group-by.ts'
import { idFrom } from '#shared/base/ids.ts'
import type { Entry } from '#shared/journal/entry.ts'
import { anyOf } from '../db/any-of.ts'
import type { Database, Db } from '../db/open.ts'
import type { Journal } from '../journal/journal.ts'
import type { Submitted } from '../journal/request.ts'
import { salvaged } from '../sync/read-push.ts'
import { type QuarantineRow, readEntry } from './quarantined.ts'
import { quarantine } from './tables.ts'

/**
 * An administrator decides what waits. The row is claimed first, so that of two administrators one decides; then the
 * journal decides the entry under its own id, once, whoever asks again; then the outcome is kept. Should the server die
 * in between, the claim is carried out later, as it was meant.
 */

type Parts = { database: Database; journal: Journal; now: () => number }

export type Decision = {
  companyId: string
  administratorId: string
  entryIds: readonly string[]
  what: 'adopted' | 'discarded'
  reason: string | null
}

const UNFINISHED_AFTER_MS = 30_000

/** Adopts or discards what still waits of these; of the others nothing changes. */
export async function decideQuarantined(parts: Parts, decision: Decision): Promise<void> {
  const { companyId, administratorId, entryIds, what, reason } = decision
  const { db } = parts.database
  const mayClaim = what === 'discarded' ? entryIds : await readableOf(db, companyId, entryIds)
  if (mayClaim.length === 0) return
  const claimed = await db
    .update(quarantine)
    .set({ decision: what, decidedBy: administratorId, decidedAt: parts.now(), reason })
    .where(
      and(
        eq(quarantine.companyId, companyId),
        anyOf(quarantine.entryId, mayClaim),
        isNull(quarantine.decision),
      ),
    )
    .returning()
  await carryOut(parts, claimed)
}

/** Carries out what was claimed by a process that did not live to do it, in one company or in all. */
export async function finishClaims(parts: Parts, companyId?: string): Promise<void> {
  const left = await parts.database.db
    .select()
    .from(quarantine)
    .where(
      and(
        companyId === undefined ? undefined : eq(quarantine.companyId, companyId),
        isNotNull(quarantine.decision),
        isNull(quarantine.outcome),
        lt(quarantine.decidedAt, parts.now() - UNFINISHED_AFTER_MS),
      ),
    )
  await carryOut(parts, left)
}

async function carryOut(parts: Parts, rows: readonly QuarantineRow[]): Promise<void> {
  const ordered = rows.toSorted((a, b) => a.receivedAt - b.receivedAt || a.position - b.position)
  // What came in one push has one clock to take off the moments of its entries.
  const frames = groupBy(ordered, ({ personId, device, sentAt, receivedAt, decidedBy }) =>
    JSON.stringify([personId, device, sentAt, receivedAt, decidedBy]),
  )
  for (const frame of frames.values()) await submitFrame(parts, frame)
}

async function submitFrame({ database, journal, now }: Parts, rows: readonly QuarantineRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const { companyId } = first
  // As if the device had sent it just now: how long it waited here is no part of when it was done.
  const sentAt = first.sentAt + (now() - first.receivedAt)
  const settled = await journal.submit({
    companyId,
    stream: null,
    sentAt,
    entries: rows.flatMap((row) => submittedFor(row, sentAt)),
  })
  const outcomes = new Map(settled.map(({ entryId, outcome }) => [entryId, outcome]))
  await Promise.all(
    rows.map(({ entryId }) =>
      database.db
        .update(quarantine)
        .set({ outcome: outcomes.get(entryId) ?? null })
        .where(and(eq(quarantine.companyId, companyId), eq(quarantine.entryId, entryId))),
    ),
  )
}

function submittedFor(row: QuarantineRow, sentAt: number): Submitted[] {
  const { entryId, personId, device, decidedBy, decision } = row
  const entry = readEntry(row.entry) ?? salvaged(entryId, personId, device, sentAt)
  const administratorId = decidedBy ?? ''
  if (decision === 'adopted') return [{ n: 0, entry, adoptedBy: administratorId }]
  const reason = row.reason ?? ''
  const discarding: Entry = {
    id: idFrom(entryId, 'discarded'),
    kind: 'entry.discarded',
    v: 1,
    by: administratorId,
    subject: { type: 'company' },
    at: sentAt,
    device: '',
    seen: { version: 0, stamp: '' },
    data: { entryId, author: personId, kind: entry.kind, reason },
  }
  return [
    { n: 0, entry: discarding },
    { n: 0, entry, unfit: { type: 'discarded', reason } },
  ]
}

async function readableOf(db: Db, companyId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .select({ entryId: quarantine.entryId, entry: quarantine.entry })
    .from(quarantine)
    .where(and(eq(quarantine.companyId, companyId), anyOf(quarantine.entryId, ids)))
  return rows.filter(({ entry }) => readEntry(entry) !== null).map(({ entryId }) => entryId)
}
