import { newId } from '#shared/base/ids.ts'
import { digestOfAll } from '#shared/clients/file-digest.ts'
import type { ToldDigest } from '#shared/protocol/digest.ts'
import type { PullAnswer } from '#shared/protocol/pull.ts'
import { unpacked } from '#shared/protocol/unpacked.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { readOutcomes } from '../outbox/read-outcomes.ts'
import { isUnsettled, withAnswers } from '../outbox/record.ts'
import { bringsNews } from '../picture/brings-news.ts'
import { dropPicture } from '../picture/picture.ts'
import type { Ports } from '../session/ports.ts'
import { post } from '../tabs/post.ts'
import { isAbort, writingPage } from '../tabs/page-lock.ts'
import type { Position } from './collections.ts'
import type { FileId } from './file-id.ts'
import { clientSubjects } from './pending.ts'
import { companyDigestOf, digestsOf } from './replica-digest.ts'
import type { ReplicaView } from './replica-view.ts'
import type { ReplicaStore } from './replica-store.ts'

/** `complete`: the replica has reached a version. `more`: pages are to come. */
export type PullResult = 'complete' | 'more' | 'failed' | 'signIn' | 'update'

const SETTLED_MS = 30_000
/** Now and then a file is compared that nobody suspects. */
const COMPARE_MS = 10 * 60_000
const COMPARED_IN_A_ROW = 5
/** As many as the server reads at once. */
const MOST_FILES = 10_000

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
  #writing: Promise<unknown> = Promise.resolve()
  /** The page after the one being written, asked for meanwhile. */
  #ahead: { cursor: string; answer: Promise<Asked> } | null = null
  /** What the server is to compare: all files, first as one number, then one by one; or some. */
  /** Files that were patched though they are not here. */
  #missing: ReadonlySet<FileId> = new Set()
  #toCompare: 'all' | 'each' | ReadonlySet<FileId> = 'all'
  /** All is compared from then on: a while after the first complete pull, when start and first taps are over. */
  #compareFromMs = Number.POSITIVE_INFINITY
  #comparedAtMs: number
  #comparedInARow = 0
  /** Version of the last complete pull of this tab. */
  reached = 0
  /** A page came, whatever becomes of it. */
  onPage: (page: PullAnswer) => void = () => {}
  /** What the server had answered is to be sent again. */
  onHealing = () => {}

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
    this.#comparedAtMs = ports.clock.now()
  }

  /** The replica may have holes: a write failed, the lead was lost over a page. All of it is compared with the next pull. */
  askForDigest(): void {
    this.#toCompare = 'all'
    this.#compareFromMs = 0
  }

  async pullPage(signal: AbortSignal): Promise<PullResult> {
    const position = await this.#store.position()
    // A push was told so first. However good the cursor is, what is answered there lies ahead of all that came by it.
    const isLeft = position !== null && (position.history ?? 0) < (await this.#outbox.assertLead()).history
    const cursor = (!isLeft && position?.cursor) || null
    const ahead = this.#ahead?.cursor === cursor ? this.#ahead.answer : null
    this.#ahead = null
    const told = isLeft ? undefined : await this.#digest(position)
    const answer = (await ahead) ?? (await this.#ask(cursor, signal, told))
    if (typeof answer === 'string') return answer
    if (!answer || signal.aborted) return 'failed'
    const page = isLeft ? { ...answer, reset: true } : answer
    this.onPage(page)
    // The server works on the next page while this one is written.
    if (page.more) this.#ahead = { cursor: page.cursor, answer: this.#ask(page.cursor, signal) }
    // One that begins in another history names nothing of what a push was answered there before.
    const since = page.reset ? 0 : (position?.reached ?? 0)
    // A page asked for ahead may be older than what a push was answered meanwhile.
    const span = { since, upTo: ahead ? page.version : null }
    await this.#write(page, span, cursor)
    if (!page.more) {
      this.reached = page.version
      this.#compareFromMs = Math.min(this.#compareFromMs, this.#ports.clock.now() + SETTLED_MS)
    }
    return page.more || this.#mustCompareNow(page) ? 'more' : 'complete'
  }

  /**
   * What the server is told of what is here, when something is to be compared: nothing in the middle of a pull, all of
   * it only after the first complete one, and otherwise a file at random now and then.
   */
  async #digest(position: Position | null): Promise<ToldDigest | undefined> {
    if (!position || position.more) return undefined
    const { horizon } = position
    const fileIds = [...this.#view.snapshot.value.cards.keys()]
    const nowMs = this.#ports.clock.now()
    const told = async (files: ToldDigest['files']) => {
      this.#comparedAtMs = nowMs
      return { horizon, company: await companyDigestOf(this.#store), files }
    }
    if (typeof this.#toCompare === 'string') {
      if (this.reached === 0 || nowMs < this.#compareFromMs || fileIds.length > MOST_FILES) return undefined
      const digests = await digestsOf(this.#store, fileIds, horizon)
      return told(this.#toCompare === 'all' ? { all: digestOfAll(digests) } : { each: digests, isAll: true })
    }
    const chosen = fileIds[Math.floor(this.#ports.chance() * fileIds.length)]
    const isTime = nowMs - this.#comparedAtMs > COMPARE_MS
    const some = this.#toCompare.size > 0 ? [...this.#toCompare] : isTime && chosen ? [chosen] : []
    if (some.length === 0) return undefined
    return told({ each: await digestsOf(this.#store, some, horizon), isAll: false })
  }

  /** Takes up what the comparison said; true when there is more to compare at once. */
  #mustCompareNow({ digest }: PullAnswer): boolean {
    if (digest === 'same') this.#toCompare = this.#missing
    else if (digest === 'tellFiles') this.#toCompare = 'each'
    else if (typeof this.#toCompare !== 'string' && this.#missing.size > 0) this.#toCompare = this.#missing
    const isUrgent = digest === 'tellFiles' || this.#missing.size > 0
    this.#missing = new Set()
    this.#comparedInARow = isUrgent ? this.#comparedInARow + 1 : 0
    // Whatever goes wrong, it must not go round and round.
    return isUrgent && this.#comparedInARow <= COMPARED_IN_A_ROW
  }

  async #ask(cursor: string | null, signal: AbortSignal, digest?: ToldDigest): Promise<Asked> {
    const waiting = this.#view.snapshot.value.outbox.filter(isUnsettled).length
    // Without a cursor the outbox alone knows in which history its entries were answered.
    const { seen } = cursor === null ? await this.#outbox.assertLead() : { seen: null }
    const body = { cursor, device: this.#device, waiting, ...(seen && { seen }), ...(digest && { digest }) }
    const answer = await post(this.#ports, this.#userId, '/api/sync/pull', body, signal)
    if (!answer) return undefined
    if (answer.status === 401 || answer.status === 403) return 'signIn'
    if (answer.status === 426) return 'update'
    return answer.isOk && isPage(answer.body) ? unpacked(answer.body) : undefined
  }

  /** The day turned: amounts in the company's currency may follow another rate. True when they do. */
  followDay(): Promise<boolean> {
    return this.#exclusively(() =>
      this.#store.followRates(this.#view.dayOf, async () => void (await this.#outbox.assertLead())),
    )
  }

  async #write(
    page: PullAnswer,
    span: { since: number; upTo: number | null },
    cursor: string | null,
  ): Promise<void> {
    const now = { ms: this.#ports.clock.now(), dayOf: this.#view.dayOf, meId: this.#userId }
    // Under the lock: whoever read beside it would take the screen back to the page before.
    const show = () => this.#view.showAhead(page, { store: this.#store, cursor })
    await this.#exclusively(async () => {
      await this.#keepRoom()
      if (bringsNews(page, span.since)) dropPicture(this.#ports.keep)
      if (page.reset) await this.#heal(now.ms)
      const { history, seen: told } = await this.#outbox.assertLead()
      const seen = page.more ? undefined : { version: page.version, stamp: page.stamp }
      const outcomes = readOutcomes(page.outcomes)
      const waitsFor = clientSubjects(withAnswers(await this.#outbox.all(), outcomes), seen?.version ?? 0)
      const beforePosition = async () => {
        // Answers are kept before the position: should this break off, they come again with the page.
        await this.#outbox.settle(outcomes, now.ms, seen)
        // Into an empty replica they come from where the outbox had its last ones.
        const named = { ...span, since: span.since || (told?.version ?? 0) }
        if (seen && (await this.#outbox.sendAgainUnnamed(named, outcomes, this.#newId))) this.onHealing()
        // A tab that was frozen over its page and has lost the lead must not move the position of the one that took it.
        await this.#outbox.assertLead()
      }
      const missing = await this.#store.writePage(page, { ...now, waitsFor }, beforePosition, history)
      this.#missing = new Set([...this.#missing, ...missing])
    }, show).catch((error: unknown) => {
      this.askForDigest()
      this.#view.mistrust()
      throw error
    })
    this.#hasDropped ||= page.drops.length > 0 || page.reset
    if (page.more || !this.#hasDropped) return
    this.#hasDropped = false
    this.#store.tidy().catch(this.#ports.report)
  }

  /**
   * Before the old position goes: without it the server would not say again that this is another history. Where the
   * outbox is ahead of the replica, a push was told so first and has done it.
   */
  async #heal(nowMs: number): Promise<void> {
    const position = await this.#store.position()
    const { history } = await this.#outbox.assertLead()
    await this.#outbox.heal(position?.history ?? history, this.#newId, nowMs)
    this.onHealing()
  }

  #newId = () => newId(this.#ports.clock.now(), this.#ports.random(16))

  /** In turn, so that a page which takes longer than one waits for a frozen tab does not lose the lock to its own tab. */
  #exclusively<T>(run: () => Promise<T>, first?: () => void): Promise<T> {
    const turn = this.#writing.then(() => this.#underLock(run, first))
    this.#writing = turn.catch(() => undefined)
    return turn
  }

  async #underLock<T>(run: () => Promise<T>, first = () => {}): Promise<T> {
    try {
      return await writingPage(this.#ports, this.#userId, async () => {
        first()
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
