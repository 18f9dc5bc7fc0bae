import type { PullAnswer } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { readOutcomes } from '../outbox/read-outcomes.ts'
import { isUnsettled } from '../outbox/record.ts'
import type { Ports } from '../session/ports.ts'
import { post } from '../tabs/post.ts'
import { isAbort, writingPage } from '../tabs/page-lock.ts'
import type { ReplicaView } from './replica-view.ts'
import type { ReplicaStore } from './replica-store.ts'

/** `complete`: the replica has reached a version. `more`: pages are to come. */
export type PullResult = 'complete' | 'more' | 'failed' | 'signIn' | 'update'

/** A page, or why there is none. */
type Asked = PullAnswer | 'signIn' | 'update' | undefined

/** Fetches pages and writes each under the page lock, so that no screen reads half of one. Runs in one tab only. */
export class Puller {
  #store: ReplicaStore
  #outbox: Outbox
  #view: ReplicaView
  #ports: Ports
  #userId: string
  #device: string
  /** What people do goes before what the server says: no page is written into the last room of the device. */
  #keepRoom: () => Promise<void>
  #hasDropped = false
  /** The page after the one being written, asked for meanwhile. */
  #ahead: { cursor: string; answer: Promise<Asked> } | null = null
  /** Version of the last complete pull of this tab. */
  reached = 0
  /** A page came, whatever becomes of it. */
  onPage: (page: PullAnswer) => void = () => {}

  constructor(
    store: ReplicaStore,
    outbox: Outbox,
    view: ReplicaView,
    ports: Ports,
    userId: string,
    device: string,
    keepRoom: () => Promise<void> = async () => undefined,
  ) {
    this.#keepRoom = keepRoom
    this.#store = store
    this.#outbox = outbox
    this.#view = view
    this.#ports = ports
    this.#userId = userId
    this.#device = device
  }

  async pullPage(signal: AbortSignal): Promise<PullResult> {
    const cursor = (await this.#store.position())?.cursor ?? null
    const ahead = this.#ahead?.cursor === cursor ? this.#ahead.answer : null
    this.#ahead = null
    const page = (await ahead) ?? (await this.#ask(cursor, signal))
    if (typeof page === 'string') return page
    if (!page || signal.aborted) return 'failed'
    this.onPage(page)
    // The server works on the next page while this one is written.
    if (page.more) this.#ahead = { cursor: page.cursor, answer: this.#ask(page.cursor, signal) }
    await this.#write(page)
    if (!page.more) this.reached = page.version
    return page.more ? 'more' : 'complete'
  }

  async #ask(cursor: string | null, signal: AbortSignal): Promise<Asked> {
    const waiting = this.#view.snapshot.value.outbox.filter(isUnsettled).length
    const body = { cursor, device: this.#device, waiting }
    const answer = await post(this.#ports, this.#userId, '/api/sync/pull', body, signal)
    if (!answer) return undefined
    if (answer.status === 401 || answer.status === 403) return 'signIn'
    if (answer.status === 426) return 'update'
    return answer.isOk && isPage(answer.body) ? unpacked(answer.body) : undefined
  }

  /** The day turned: amounts in the company's currency may follow another rate. True when they do. */
  followDay(): Promise<boolean> {
    return this.#exclusively(() => this.#store.followRates(this.#view.dayOf))
  }

  async #write(page: PullAnswer): Promise<void> {
    const now = { ms: this.#ports.clock.now(), dayOf: this.#view.dayOf }
    await this.#keepRoom()
    await this.#exclusively(async () => {
      // Before the old position goes: without it the server would not say again that this is another history.
      if (page.reset) await this.#outbox.forgetVersions()
      // Answers are kept before the position: should this break off, they come again with the page.
      await this.#store.writePage(page, now, async () => {
        await this.#outbox.settle(readOutcomes(page.outcomes), now.ms)
        // A tab that was frozen over its page and has lost the lead must not move the position of the one that took it.
        await this.#outbox.assertLead()
      })
    })
    this.#hasDropped ||= page.drops.length > 0 || page.reset
    if (page.more || !this.#hasDropped) return
    this.#hasDropped = false
    this.#store.tidy().catch(this.#ports.report)
  }

  async #exclusively<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await writingPage(this.#ports, this.#userId, async () => {
        await this.#outbox.assertLead()
        return run()
      })
    } catch (error) {
      // The lock was stolen, as a rule together with the lead.
      if (isAbort(error)) await this.#outbox.assertLead()
      throw error
    }
  }
}

/**
 * The frame of an answer. Its rows are the same product's, of the same protocol number; reading each of 16,000 by its
 * schema would cost a phone more than writing them.
 */
function isPage(answer: unknown): answer is PullAnswer {
  if (typeof answer !== 'object' || answer === null) return false
  const field = (name: string): unknown => Reflect.get(answer, name)
  const lists = ['packed', 'files', 'history', 'settings', 'people', 'drops', 'outcomes'].map(field)
  return (
    typeof field('cursor') === 'string' && typeof field('version') === 'number' && lists.every(Array.isArray)
  )
}
