import { type Ref, computed, inject, shallowRef } from 'vue'
import { workplaceKey } from '../session/workplace.ts'

/** How many entries wait for an administrator; 0 for everybody else, and before anybody is signed in. */
export function useQuarantined(): Readonly<Ref<number>> {
  const workplace = inject(workplaceKey, null)
  const told = workplace?.told ?? shallowRef({ quarantined: 0 })
  return computed(() => told.value.quarantined)
}
