import { openedBy } from '#shared/journal/dependents.ts'
import { findKind } from '../replica/kinds-here.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { touchedBy } from './touched-by.ts'

/**
 * Entries that stand as one, in the order of the taps; usually one. `leads` is what was made in one gesture on many
 * clients; the others followed from it: they were done in an action that it was to open.
 */
export type Gesture = { id: string; records: [OutboxRecord, ...OutboxRecord[]]; followers: OutboxRecord[] }

/** Entries made in one gesture on many clients stand as one, where the first of them stands. */
export function byGesture(records: readonly OutboxRecord[]): Gesture[] {
  const gestures = new Map<string, Gesture>()
  for (const record of records) {
    const id = record.entry.batch ?? record.entry.id
    const known = gestures.get(id)
    if (known) known.records.push(record)
    else gestures.set(id, { id, records: [record], followers: [] })
  }
  return [...gestures.values()]
}

/** As above, with what was done in an action under the entry that was to open it and was refused. */
export function withFollowers(records: readonly OutboxRecord[]): Gesture[] {
  const openings = new Map<string, string>()
  for (const { entry } of records) {
    const actionId = openedBy(entry, findKind)
    if (actionId !== null) openings.set(actionId, entry.id)
  }
  const followed = new Map<string, OutboxRecord[]>()
  const leading = records.filter((record) => {
    const leader = leaderOf(record, openings)
    if (leader === null) return true
    followed.set(leader, [...(followed.get(leader) ?? []), record])
    return false
  })
  return byGesture(leading).map((gesture) => ({
    ...gesture,
    followers: gesture.records.flatMap(({ entry }) => followed.get(entry.id) ?? []),
  }))
}

function leaderOf({ entry, outcome }: OutboxRecord, openings: ReadonlyMap<string, string>): string | null {
  if (outcome?.type !== 'refused' || outcome.refusal.type !== 'dependsOn') return null
  const { entryId } = outcome.refusal
  if ([...openings.values()].includes(entryId)) return entryId
  // The opening was made anew meanwhile: its followers belong to the new one.
  for (const actionId of touchedBy(entry).actionIds) {
    const leader = openings.get(actionId)
    if (leader !== undefined) return leader
  }
  return null
}

/** All entries of a gesture, followers last. */
export function allOf({ records, followers }: Gesture): OutboxRecord[] {
  return [...records, ...followers]
}
