import { onScopeDispose, ref } from 'vue'
import { useWorkplace } from '../session/workplace.ts'

const MINUTE_MS = 60_000

/** The device's clock, moving once a minute. */
export function useMinute() {
  const { ports } = useWorkplace()
  const nowMs = ref(ports.clock.now())
  let timer = ports.timers.set(tick, MINUTE_MS)
  function tick() {
    nowMs.value = ports.clock.now()
    timer = ports.timers.set(tick, MINUTE_MS)
  }
  onScopeDispose(() => ports.timers.clear(timer))
  return nowMs
}
