import type { Ports } from './ports.ts'

const FIRST_RETRY_MS = 60_000
const LAST_RETRY_MS = 30 * 60_000

/** Tries at once, whenever the device comes back to life, and ever more seldom, until it is done. One try at a time. */
export function untilDone(ports: Ports, attempt: () => Promise<boolean>): void {
  let delayMs = FIRST_RETRY_MS
  let timer: number | null = null
  let isTrying = false
  let isWanted = false
  const stopWakes = ports.onWake(() => void once())

  async function once() {
    isWanted = true
    if (isTrying) return
    isTrying = true
    if (timer !== null) ports.timers.clear(timer)
    let isDone = false
    // A network that came back during a try may be what that one lacked.
    while (isWanted && !isDone) {
      isWanted = false
      isDone = await attempt().catch((error: unknown) => {
        ports.report(error)
        return false
      })
    }
    isTrying = false
    if (isDone) return stopWakes()
    timer = ports.timers.set(() => void once(), delayMs)
    delayMs = Math.min(LAST_RETRY_MS, delayMs * 2)
  }
  void once()
}
