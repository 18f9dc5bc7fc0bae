import { sql } from 'drizzle-orm'
import { outcomeOf } from '#shared/journal/decided.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { canonical } from '../../../server/journal/history-chain.ts'
import type { Stored } from '../../../client/outbox/database.ts'
import type { Device } from '../world/device.ts'
import { holds } from '../world/failure.ts'
import type { Kept } from '../world/ledger.ts'
import type { World } from '../world/world.ts'

const LET_GO_MS = 14 * 86_400_000

export type StoredEntry = { id: string; outcome: Outcome; version: number; by: string }

/**
 * No loss: each entry somebody was told is kept has one outcome at the server, and its author's device says the same.
 * Prediction: where nothing it read had changed, that is the outcome the device foretold.
 */
export async function judgeKept(world: World): Promise<StoredEntry[]> {
  const { database, companyId, ledger } = world
  const stored = await rowsOf<StoredEntry>(
    database.db,
    sql`select id, outcome, version, by from entries where company_id = ${companyId} order by version, position`,
  )
  const byId = new Map(stored.map((entry) => [entry.id, entry]))
  const outboxes = new Map<Device, Map<string, Stored>>()
  for (const device of world.devices) outboxes.set(device, await world.time.resultOf(device.outbox()))
  for (const kept of ledger.kept.values()) {
    const entry = byId.get(kept.id)
    if (kept.isWithdrawn) {
      holds(
        'exactly once',
        !entry || kept.isCopied,
        () => `${kept.device.name} ${kept.kind} ${kept.id} was taken back, and is there`,
      )
      continue
    }
    const isInOutbox = outboxes.get(kept.device)?.has(kept.id) ?? false
    if (kept.isUnwanted && !entry && !isInOutbox) continue
    // What the server had answered is there, whatever becomes of the device.
    if (kept.isLost && (!ledger.told.has(kept.id) || entry)) continue
    // Its author has put it away as refused: that the database went back and knows it no more changes nothing for them.
    if (world.isRestored && !entry && isPutAway(outboxes.get(kept.device)?.get(kept.id))) continue
    // Locked on the device of somebody who was switched off before the server knew its key.
    if (world.off.has(kept.by) && !entry && isInOutbox) continue
    holds('no loss', entry, () => `${kept.device.name} ${kept.kind} ${kept.id} never arrived`)
    // Who has left is told nothing any more: what they had is decided by the administrator, and gone from their devices.
    if (world.off.has(kept.by)) continue
    const record = outboxes.get(kept.device)?.get(kept.id)?.outcome
    holds(
      'no loss',
      record ? canonical(record) === canonical(entry.outcome) : isLetGo(kept.device, entry.outcome),
      () =>
        `${kept.device.name} says ${canonical(record)} of ${kept.kind} ${kept.id}: ${canonical(entry.outcome)}`,
    )
  }
  // What a device had seen in another history says nothing of this one.
  if (!world.isRestored) await judgePredictions(world, byId)
  return stored
}

function isPutAway(record: Stored | undefined): boolean {
  return record?.isDismissed === true && record.outcome?.type === 'refused'
}

/** What asks nothing of its author leaves the outbox after 14 days, by the device's own clock. */
function isLetGo({ shownMs }: Device, { type }: Outcome): boolean {
  return shownMs.last - shownMs.first >= LET_GO_MS && type !== 'refused' && type !== 'parked'
}

async function judgePredictions(
  { database, companyId, ledger, off }: World,
  stored: ReadonlyMap<string, StoredEntry>,
) {
  const changes = await rowsOf<{
    id: string
    about: string
    client: string | null
    version: number
    device: string
    by: string
    on: string
  }>(
    database.db,
    sql`select e.id, e.subject_type as about, e.subject_id as client, e.version, e.device, e.by from entries e
        where e.company_id = ${companyId} and e.outcome ->> 'type' = 'applied'`,
  )
  for (const kept of ledger.kept.values()) {
    const entry = stored.get(kept.id)
    // What a quarantine let in is an administrator's act.
    if (off.has(kept.by)) continue
    if (!entry || !kept.isWhole || kept.predicted.type === 'unknown') continue
    const touched = changes.some(
      (change) =>
        change.id !== kept.id &&
        change.version > kept.seen.version &&
        change.version <= entry.version &&
        isAboutTheSame(change, kept) &&
        !kept.shown.has(change.id),
    )
    if (
      touched ||
      [...kept.shown].some((id) => endedOtherwise(ledger.kept.get(id), kept, stored, ledger.answers))
    )
      continue
    const foretold = comparable(outcomeOf(kept.predicted))
    holds(
      'prediction',
      foretold === comparable(entry.outcome),
      () =>
        `${kept.device.name} foretold ${foretold} of ${kept.kind} ${kept.id}: ${canonical(entry.outcome)}`,
    )
  }
}

/** What is about the company is read by every rule; what is about a person by their own entries about nobody's file. */
function isAboutTheSame(
  change: { about: string; client: string | null; by: string },
  { clientId, by }: Kept,
): boolean {
  if (change.about === 'person') return clientId === null && change.by === by
  return change.about === 'company' || change.client === clientId
}

/** An earlier entry on the screen came out otherwise, which is judged by itself: what was foretold on top of it does not hold. */
function endedOtherwise(
  earlier: Kept | undefined,
  { clientId }: Kept,
  stored: ReadonlyMap<string, StoredEntry>,
  answers: World['ledger']['answers'],
): boolean {
  if (!earlier || (earlier.clientId !== null && earlier.clientId !== clientId)) return false
  const outcome = stored.get(earlier.id)?.outcome
  // What waited for the update was decided after it.
  if (answers.get(earlier.id)?.has('deferred')) return true
  if (earlier.isWithdrawn || !outcome || (outcome.type === 'applied' && outcome.superseded)) return true
  return comparable(outcomeOf(earlier.predicted)) !== comparable(outcome)
}

function comparable(outcome: Outcome): string {
  if (outcome.type !== 'applied') return canonical(outcome)
  const { late: _, superseded: __, ...rest } = outcome
  return canonical(rest)
}
