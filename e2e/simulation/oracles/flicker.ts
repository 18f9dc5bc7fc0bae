import { sql } from 'drizzle-orm'
import type { SeenFile, Snapshot } from '../../../client/replica/snapshot.ts'
import { rowsOf } from '../../../server/db/rows.ts'
import { holds } from '../world/failure.ts'
import type { Tab } from '../world/tab.ts'
import type { World } from '../world/world.ts'

/** `goneAt`: which version the screen had reached then; `own`: what its device was to send. */
type Sight = 'seen' | { goneAt: number; own: readonly string[] }

/** It went and came back. */
type Flickered = { entryId: string; goneAt: number; own: readonly string[]; seen: string }

/**
 * No flicker: what somebody did is before their eyes from the tap on, first as a waiting entry, then as history. It may go
 * (refused, taken back, the file left); what went and comes back has flickered. Unless somebody else, or their author on
 * another device, was in its way and let go again before it arrived: then it was hidden for as long as it could not be done.
 */
export class Flicker {
  readonly #flickered: Flickered[] = []
  readonly #sights = new WeakMap<Tab, Map<string, Sight>>()

  async judge(world: World): Promise<void> {
    for (const one of this.#flickered)
      holds('no flicker', (await doneMeanwhile(world, one)) > 0, () => one.seen)
  }

  /** Every screen a tab has shown since the last look, in order. */
  look(tab: Tab): void {
    const sights = this.#sights.get(tab) ?? new Map<string, Sight>()
    this.#sights.set(tab, sights)
    for (const snapshot of tab.snapshots.splice(0)) this.#lookAt(tab, snapshot, sights)
  }

  #lookAt(tab: Tab, snapshot: Snapshot, sights: Map<string, Sight>): void {
    for (const [fileId, seen] of snapshot.files) {
      if (!seen) continue
      const shown = entriesShown(seen)
      for (const { entry, outcome } of snapshot.outbox) {
        if (entry.subject.type !== 'client' || entry.subject.id !== seen.file.client.id) continue
        const key = `${fileId}/${entry.id}`
        // What waits for somebody's answer is done when they say so, and not before.
        if (outcome?.type === 'parked') {
          sights.delete(key)
          continue
        }
        const before = sights.get(key)
        if (!shown.has(entry.id)) {
          if (before === 'seen') sights.set(key, { goneAt: snapshot.reached, own: idsOf(snapshot) })
          continue
        }
        if (typeof before === 'object') {
          const seen = `${tab.name}: ${entry.kind} ${entry.id} went from ${fileId} and came back`
          this.#flickered.push({ ...before, entryId: entry.id, seen })
        }
        sights.set(key, 'seen')
      }
    }
    // A file that left takes what was done in it along; when it comes back, that is a file again and not an edit.
    for (const key of sights.keys()) {
      const [fileId] = key.split('/')
      if (fileId && ![...snapshot.cards.keys()].some((id) => id === fileId)) sights.delete(key)
    }
  }
}

/** What was done elsewhere about the entry's client, or the company, after the screen let it go and before it was decided. */
async function doneMeanwhile(
  { database, companyId }: World,
  { entryId, goneAt, own }: Flickered,
): Promise<number> {
  const rows = await rowsOf(
    database.db,
    sql`select o.id from entries e join entries o
          on o.company_id = e.company_id and o.id not in (select jsonb_array_elements_text(${JSON.stringify(own)}::jsonb)::uuid)
            and o.outcome ->> 'type' = 'applied'
            and o.version > ${goneAt} and o.version <= e.version
            and (o.subject_type = 'company' or o.subject_id = e.subject_id)
        where e.company_id = ${companyId} and e.id = ${entryId}`,
  )
  return rows.length
}

function idsOf({ outbox }: Snapshot): string[] {
  return outbox.map(({ entry }) => entry.id)
}

function entriesShown({ history }: SeenFile): Set<string> {
  return new Set(history.map(({ id }) => id))
}
