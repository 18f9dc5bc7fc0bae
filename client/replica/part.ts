import { type ComputedRef, computed } from 'vue'
import type { ReplicaView } from './replica-view.ts'
import type { Snapshot } from './snapshot.ts'

/** One part of the snapshot. It moves only when the part is another object, so that a page costs what it touched. */
export function partOf<Part extends keyof Snapshot>(
  { snapshot }: Pick<ReplicaView, 'snapshot'>,
  part: Part,
): ComputedRef<Snapshot[Part]> {
  return computed(() => snapshot.value[part])
}
