import type { Ports } from './ports.ts'

const FIRST_RETRY_MS = 60_000
const LAST_RETRY_MS = 30 * 60_000

/** Tries at once, whenever the device comes back to life, and ever more seldom, until it is done. */
export function untilDone(ports: Ports, attempt: () => Promise<boolean>): void {
  let delayMs = FIRST_RETRY_MS
  let timer: number | null = null
  const stopWakes = ports.onWake(() => void once())

  async function once() {
    if (timer !== null) ports.timers.clear(timer)
    timer = null
    const isDone = await attempt().catch((error: unknown) => {
      ports.report(error)
      return false
    })
    if (isDone) return stopWakes()
    if (timer !== null) ports.timers.clear(timer)
    timer = ports.timers.set(() => void once(), delayMs)
    delayMs = Math.min(LAST_RETRY_MS, delayMs * 2)
  }
  void once()
}
