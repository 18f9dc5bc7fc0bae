import type { SeenFile, Snapshot } from '../../../client/replica/snapshot.ts'
import { holds } from '../world/failure.ts'
import type { Tab } from '../world/tab.ts'

type Sight = 'seen' | 'gone'

/**
 * No flicker: what somebody did is before their eyes from the tap on, first as a waiting entry, then as history. It may go
 * (refused, taken back, the file left); what went and comes back has flickered.
 */
export class Flicker {
  readonly #sights = new WeakMap<Tab, Map<string, Sight>>()

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
          if (before === 'seen') sights.set(key, 'gone')
          continue
        }
        holds(
          'no flicker',
          before !== 'gone',
          () => `${tab.name}: ${entry.kind} ${entry.id} went from ${fileId} and came back`,
        )
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

function entriesShown({ history }: SeenFile): Set<string> {
  return new Set(history.map(({ id }) => id))
}
