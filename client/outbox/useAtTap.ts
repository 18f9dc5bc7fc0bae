import { type ComputedRef, computed } from 'vue'
import { useWorkplace } from '../session/workplace.ts'

/**
 * What a sheet works on, as it was at the tap while that is being kept: the page behind it shows already what was done,
 * and a sheet that is about to go does not turn into something else.
 */
export function useAtTap<Kept>(now: () => Kept): ComputedRef<Kept> {
  const { entries } = useWorkplace()
  return computed<Kept>((before) => (entries.isMaking.value && before !== undefined ? before : now()))
}
