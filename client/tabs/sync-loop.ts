import { LostLead } from '../outbox/failures.ts'
import type { Sender, SendResult } from '../outbox/sender.ts'
import type { PullResult, Puller } from '../replica/puller.ts'
import type { Ports } from '../session/ports.ts'
import type { SyncContact } from '../session/workplace.ts'

const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 60_000
/** Without a wake-up: pokes are hints and may be lost. */
const LOOK_MS = 60_000
/** The same while nobody looks at the app. */
const AWAY_LOOK_MS = 15 * 60_000
/** What was sent shows already: its page leaves time for the next tap, and the server to those who see it first. */
const OWN_PAGE_MS = 100
/** However fast somebody taps, the others' changes come. */
const LONGEST_WITHOUT_PAGE_MS = 1000
/** In a long pull the screen is drawn so often, beside the first and the last page. */
const DRAW_MS = 1000
/** A call that has hung since before the device came back is given up. */
const HUNG_MS = 3000

type Parts = {
  sender: Sender
  puller: Puller
  ports: Ports
  isWatched: () => boolean
  /** Before the first round; again when it failed. */
  begin: () => Promise<void>
  /** The outbox or the replica changed. */
  onChanged: () => Promise<void>
  onContact: (contact: SyncContact) => void
  /** Another tab leads. */
  onLost: () => void
}

type Round = 'again' | 'idle' | 'failed' | 'signIn' | 'update' | 'lost'

/**
 * Sends and fetches, over and over: batch by batch, then page by page. Waits for a wake-up when there is nothing to do,
 * and longer each time when the server cannot be reached. Neither a refusal nor a broken page ends it. What was sent is
 * followed by one page for all of it, a hint of the server by a page alone.
 */
export class SyncLoop {
  #parts: Parts
  #isWoken = false
  /** False when a look found nothing to send and nobody has woken the loop since. */
  #maySend = true
  /** False when a page was the last and nothing has happened since. */
  #mayFetch = true
  #poked = 0
  /** What the pages so far brought is on the screen. */
  #isShown = true
  #shownAtMs = Number.NEGATIVE_INFINITY
  /** The last page was not the last of its pull, which ends at the version it began at. */
  #isMidway = false
  /** Since when something was sent whose page has not been asked for. */
  #owesPageSinceMs: number | null = null
  #isResting = false
  #hasBegun = false
  #isStopped = false
  #interrupt = () => {}
  #failures = 0
  #call = { controller: new AbortController(), sinceMs: 0 }

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async run(): Promise<void> {
    this.#tell('syncing')
    while (!this.#isStopped) {
      this.#isWoken = false
      // What was hinted at before is answered by this look, whatever it finds; pages to come end at a version from before.
      if (!this.#isMidway) this.#poked = 0
      const round = await this.#round().catch((error: unknown) => this.#broke(error))
      if (round === 'lost') this.#parts.onLost()
      if (round === 'lost' || this.#isStopped) return
      this.#follow(round)
      const isBehind = round === 'idle' && this.#isBehind()
      if (round !== 'again' && !this.#isWoken && !isBehind) await this.#sleep(this.#delayAfter(round))
      if (this.#isBehind()) this.#mayFetch = true
    }
  }

  /** There is something to send or to fetch. */
  wake = (): void => {
    this.#isWoken = true
    this.#lookAtAll()
    this.#interrupt()
  }

  /** The server hints at a version; one's own push is hinted at too, and mostly fetched already. */
  poke = (version: number): void => {
    this.#poked = Math.max(this.#poked, version)
    if (this.#isBehind() && !this.#isResting) this.#interrupt()
  }

  /** The device came back to life: what hangs is given up, what waits is tried at once. */
  revive = (): void => {
    const { ports } = this.#parts
    if (ports.clock.now() - this.#call.sinceMs > HUNG_MS) this.#call.controller.abort()
    this.#failures = 0
    this.wake()
  }

  stop(): void {
    this.#isStopped = true
    this.#call.controller.abort()
    this.#interrupt()
  }

  #isBehind(): boolean {
    return this.#poked > this.#parts.puller.reached
  }

  async #round(): Promise<Round> {
    if (!this.#hasBegun) await this.#parts.begin()
    this.#hasBegun = true
    const { ports, onChanged } = this.#parts
    this.#call = { controller: new AbortController(), sinceMs: ports.clock.now() }
    const { signal } = this.#call.controller
    const sent = await this.#send(signal)
    if (sent === 'sent') {
      this.#tell('syncing')
      await onChanged()
    }
    if (await this.#leavesPageForLater(sent)) return 'again'
    this.#call.sinceMs = ports.clock.now()
    const pulled = await this.#fetch(signal)
    if (pulled === 'complete') await onChanged()
    else this.#showOnTheWay(pulled)
    this.#isShown ||= pulled === 'complete'
    // What is unsent leaves first: the server takes it from a version that is too old to fetch.
    if (pulled === 'update') return sent === 'sent' ? 'again' : 'update'
    if (sent === 'signIn' || pulled === 'signIn') return 'signIn'
    if (pulled === 'more') this.#tell('syncing')
    if (sent === 'failed' || pulled === 'failed') return 'failed'
    return pulled === 'more' || sent === 'sent' ? 'again' : 'idle'
  }

  /**
   * Between the pages of a long pull the screen follows when it can, and not with each page: drawing takes longer than
   * fetching. The next page does not wait for it.
   */
  #showOnTheWay(pulled: PullResult | 'nothing'): void {
    const { ports, onChanged } = this.#parts
    const nowMs = ports.clock.now()
    if (pulled === 'more') this.#isShown = false
    if (this.#isShown || (pulled === 'more' && nowMs - this.#shownAtMs < DRAW_MS)) return
    this.#isShown = true
    this.#shownAtMs = nowMs
    onChanged().catch(ports.report)
  }

  /** After a batch the next one; after the last a moment for another tap, and only then the page of them all. */
  async #leavesPageForLater(sent: SendResult): Promise<boolean> {
    const nowMs = this.#parts.ports.clock.now()
    if (sent === 'sent') this.#owesPageSinceMs ??= nowMs
    const sinceMs = this.#owesPageSinceMs
    const isOpen = sent === 'sent' || sent === 'nothing'
    if (sinceMs !== null && isOpen && nowMs - sinceMs < LONGEST_WITHOUT_PAGE_MS) {
      if (sent === 'sent') return true
      this.#isResting = true
      if (!this.#isWoken) await this.#sleep(OWN_PAGE_MS)
      this.#isResting = false
      if (this.#isWoken || this.#isStopped) return true
    }
    this.#owesPageSinceMs = null
    return false
  }

  async #send(signal: AbortSignal): Promise<SendResult> {
    if (!this.#maySend) return 'nothing'
    this.#maySend = false
    let sent: SendResult = 'failed'
    try {
      sent = await this.#parts.sender.sendBatch(signal)
    } finally {
      if (sent !== 'nothing') this.#lookAtAll()
    }
    if (sent === 'sent' && this.#isMidway) this.#poked = Number.POSITIVE_INFINITY
    return sent
  }

  async #fetch(signal: AbortSignal): Promise<PullResult | 'nothing'> {
    if (!this.#mayFetch) return 'nothing'
    this.#mayFetch = false
    let pulled: PullResult = 'failed'
    try {
      pulled = await this.#parts.puller.pullPage(signal)
    } finally {
      if (pulled !== 'complete') this.#mayFetch = true
    }
    if (pulled === 'more' || pulled === 'complete') this.#isMidway = pulled === 'more'
    return pulled
  }

  #lookAtAll(): void {
    this.#maySend = true
    this.#mayFetch = true
  }

  /** A page that could not be written, a full disk: the position stands where it was, and it is tried again. */
  #broke(error: unknown): Round {
    if (error instanceof LostLead) return 'lost'
    if (!this.#isStopped) this.#parts.ports.report(error)
    return 'failed'
  }

  #follow(round: Exclude<Round, 'lost'>): void {
    switch (round) {
      case 'again':
        this.#failures = 0
        return
      case 'idle':
        this.#failures = 0
        this.#tell('live')
        return
      case 'failed':
        this.#failures++
        this.#tell('offline')
        return
      case 'signIn':
      case 'update':
        this.#parts.onContact({ state: 'stopped', stoppedBecause: round })
    }
  }

  #tell(state: 'live' | 'syncing' | 'offline'): void {
    this.#parts.onContact({ state, stoppedBecause: null })
  }

  #delayAfter(round: Round): number {
    if (round !== 'failed') return this.#parts.isWatched() ? LOOK_MS : AWAY_LOOK_MS
    const longest = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1))
    return longest * (0.5 + this.#parts.ports.chance() / 2)
  }

  #sleep(delayMs: number): Promise<void> {
    const { timers } = this.#parts.ports
    return new Promise((done) => {
      const timer = timers.set(() => {
        this.#lookAtAll()
        finish()
      }, delayMs)
      this.#interrupt = finish
      function finish() {
        timers.clear(timer)
        done()
      }
    })
  }
}
