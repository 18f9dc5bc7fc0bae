import { and, asc, count, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import * as z from 'zod/mini'
import { type Entry, entrySchema } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Quarantined, QuarantineList } from '#shared/protocol/quarantine.ts'
import { devices } from '../company/tables.ts'
import { anyOf } from '../db/any-of.ts'
import type { Db } from '../db/open.ts'
import { entries } from '../journal/tables.ts'
import { quarantine } from './tables.ts'

export type QuarantineRow = typeof quarantine.$inferSelect

const LISTED = 500
const DECIDED_LISTED = 50

const isWaiting = (companyId: string) => and(eq(quarantine.companyId, companyId), isNull(quarantine.decision))

/** How many entries wait for an administrator. */
export async function waitingCount(db: Db, companyId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(quarantine).where(isWaiting(companyId))
  return row?.n ?? 0
}

/** What waits, person by person in the order of the taps, and what was decided last. */
export async function quarantineList(db: Db, companyId: string): Promise<QuarantineList> {
  const [waiting, n, decided] = await Promise.all([
    rowsWithDevice(db)
      .where(isWaiting(companyId))
      .orderBy(
        asc(quarantine.personId),
        asc(quarantine.device),
        asc(quarantine.receivedAt),
        asc(quarantine.position),
      )
      .limit(LISTED),
    waitingCount(db, companyId),
    rowsWithDevice(db)
      .where(and(eq(quarantine.companyId, companyId), isNotNull(quarantine.decision)))
      .orderBy(desc(quarantine.decidedAt))
      .limit(DECIDED_LISTED),
  ])
  return { waiting: waiting.map(toQuarantined), waitingCount: n, decided: decided.map(toQuarantined) }
}

/** Some entries as they stand now. */
export async function quarantinedOf(
  db: Db,
  companyId: string,
  ids: readonly string[],
): Promise<Quarantined[]> {
  const rows = await rowsWithDevice(db).where(
    and(eq(quarantine.companyId, companyId), anyOf(quarantine.entryId, ids)),
  )
  return rows.map(toQuarantined)
}

/** The entry as it was made; null where this server cannot read it. */
export function readEntry(text: string): Entry | null {
  const read = z.safeParse(entrySchema, JSON.parse(text))
  return read.success ? read.data : null
}

/** The outcome is the journal's: what was adopted and waited for an update has had another since. */
function rowsWithDevice(db: Db) {
  return db
    .select({ row: quarantine, deviceName: devices.name, outcome: entries.outcome })
    .from(quarantine)
    .leftJoin(entries, and(eq(entries.companyId, quarantine.companyId), eq(entries.id, quarantine.entryId)))
    .leftJoin(
      devices,
      and(
        eq(devices.companyId, quarantine.companyId),
        eq(devices.id, quarantine.device),
        eq(devices.personId, quarantine.personId),
      ),
    )
    .$dynamic()
}

type Found = { row: QuarantineRow; deviceName: string | null; outcome: Outcome | null }

function toQuarantined({ row, deviceName, outcome }: Found): Quarantined {
  const { entryId, personId, device, receivedAt, decision, decidedBy, decidedAt, reason } = row
  return {
    entryId,
    personId,
    device,
    deviceName: deviceName ?? '',
    receivedAt,
    entry: readEntry(row.entry),
    decision:
      decision && decidedBy !== null && decidedAt !== null
        ? { what: decision, by: decidedBy, at: decidedAt, reason, outcome }
        : null,
  }
}
