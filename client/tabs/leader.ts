import type { Ports } from '../session/ports.ts'
import { isAbort } from './page-lock.ts'

/** How long a tab waits for the word of the one that leads, and how many words it misses before it takes over. */
const ASK_MS = 5000
const UNANSWERED = 3

type Seat = {
  ports: Ports
  /** Name of the lock that the leading tab holds. */
  lock: string
  /** Asks whether the leading tab is alive; it answers by any message of its own. */
  ask: () => void
  /** Leads until the returned function is called. `lost` when it finds that another tab leads. */
  lead: (how: { isTakenOver: boolean; lost: () => void }) => () => Promise<void>
  /**
   * This tab led and does no longer, though it did not leave: what it was doing may have been cut in half, and a hint
   * it was given may not have reached the tab that leads now.
   */
  onLost: () => void
}

export type Candidate = {
  /** The tab that leads has said something. */
  heard: () => void
  /** Leads no more, and stands no more. */
  resign: () => Promise<void>
}

/**
 * One tab of a device sends and fetches: the one that holds the lock. The others wait in line and take over when it
 * closes. A browser may freeze the tab that holds it: one that somebody looks at asks for its word, and takes the lock
 * when three questions in a row went unanswered. Questions are counted, not hours, so that a tab that slept itself, or
 * whose clock jumps, takes nothing. The old leader may wake at any moment: the number in the outbox tells it (see
 * `Outbox.takeLead`). Nobody asks while no other tab is looked at, and nothing is asked of the network.
 */
export function standForLeader({ ports, lock, ask, lead, onLost }: Seat): Candidate {
  let hasLeft = false
  let isLeading = false
  /** Lost the lead though it held the lock, as where tabs cannot share locks: does not stand while another leads. */
  let isOut = false
  let takesOver = false
  let unanswered = 0
  let timer: number | null = null
  let line = new AbortController()
  let stepDown = () => {}
  let standAgain = () => {}

  async function stand(): Promise<void> {
    while (!hasLeft) {
      line = new AbortController()
      let reign: Promise<void> | undefined
      const isTakenOver = takesOver
      takesOver = false
      const options = isTakenOver
        ? ({ mode: 'exclusive', steal: true } as const)
        : ({ mode: 'exclusive', signal: line.signal } as const)
      try {
        await ports.locks.request(lock, options, () => (reign = rule(isTakenOver)))
      } catch (error) {
        // Else left the line, or lost the lock to another tab while leading.
        if (!isAbort(error)) await failed(error)
      }
      stepDown()
      await reign?.catch(ports.report)
      if (reign && !hasLeft) onLost()
      watch()
      if (isOut && !hasLeft) await new Promise<void>((done) => (standAgain = done))
    }
  }

  /** The browser refuses the lock now and then, to a page that it puts away for one: whoever stands asks again. */
  async function failed(error: unknown): Promise<void> {
    ports.report(error)
    stepDown()
    isLeading = false
    if (hasLeft) return
    await new Promise<void>((done) => {
      standAgain = done
      ports.timers.set(done, ASK_MS)
    })
  }

  async function rule(isTakenOver: boolean): Promise<void> {
    if (hasLeft) return
    isLeading = true
    isOut = false
    let lost = () => {}
    const over = new Promise<void>((done) => {
      stepDown = done
      lost = () => {
        isOut = true
        done()
      }
    })
    const end = lead({ isTakenOver, lost })
    await over
    isLeading = false
    await end()
  }

  function watch(): void {
    if (timer !== null) ports.timers.clear(timer)
    timer = null
    unanswered = 0
    if (isWatching()) askNow()
  }

  function askNow(): void {
    unanswered++
    ask()
    askLater()
  }

  function askLater(): void {
    timer = ports.timers.set(
      () => {
        timer = null
        if (!isWatching()) return
        if (unanswered >= UNANSWERED) takeOver()
        askNow()
      },
      ASK_MS * (0.75 + ports.chance() / 2),
    )
  }

  function isWatching(): boolean {
    return !hasLeft && !isLeading && (isOut || ports.visibility.isVisible())
  }

  function takeOver(): void {
    unanswered = 0
    takesOver = true
    isOut = false
    line.abort()
    standAgain()
  }

  const unwatch = ports.visibility.onChange(watch)
  const standing = stand()
  watch()
  return {
    heard: () => (unanswered = 0),
    async resign() {
      hasLeft = true
      unwatch()
      if (timer !== null) ports.timers.clear(timer)
      line.abort()
      stepDown()
      standAgain()
      await standing
    },
  }
}
