import * as z from 'zod/mini'
import { HAVE_AT_ONCE, haveAnswerSchema } from '#shared/protocol/documents.ts'
import type { Ports } from '../session/ports.ts'
import { countData } from '../tabs/data-cost.ts'
import { headersOf } from './headers-of.ts'
import type { OnItsWay } from './kept-database.ts'
import type { KeptPages } from './kept-pages.ts'
import type { Sending, Sent } from './upload-page.ts'

/** Small ones go before large ones; among these, what was taken first. */
const SMALL_BYTES = 1_000_000
/** Hides the way there and back of each page behind the bytes of another. */
const AT_ONCE = 3
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 60_000
/** The server said it has it all, and its row does not: it may have gone back to a backup. */
const SENT_AGAIN_AFTER_MS = 15 * 60_000
/** With more than these under way the screen is kept on: what a phone puts to sleep stands still. */
const WAKE_LOCK_OVER = 3

export type WaitsFor = 'network' | 'space' | 'signIn' | 'wifi'

type Parts = {
  ports: Ports
  userId: string
  kept: KeptPages
  /** Larger ones wait for Wi-Fi. */
  waitsForWifi: (bytes: number) => boolean
  onProgress: (hash: string, sent: number | null) => void
  onWaits: (waitsFor: WaitsFor | null) => void
  /** What is kept of them changed. */
  onChanged: () => Promise<void>
  send?: (sending: Sending) => Promise<Sent>
}

/**
 * Sends pages, in the tab that leads: the small and the urgent first, three at a time, each from where the server has it.
 * Nothing ends it but `stop`: what fails comes again, later each time, and at once when the device wakes.
 */
export class Uploader {
  #parts: Parts
  #isStopped = false
  #isWoken = false
  #interrupt = () => {}
  #failures = 0
  #call = new AbortController()
  #wakeLock: WakeLockSentinel | null = null
  /** Asked already whether the server has it; asked anew before it is sent a second time. */
  #asked = new Set<string>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async run(): Promise<void> {
    const { ports, onWaits } = this.#parts
    while (!this.#isStopped) {
      this.#isWoken = false
      const found = await this.#round().catch((error: unknown) => {
        ports.report(error)
        return { type: 'later', because: 'network', retryAfterMs: null } as const
      })
      if (this.#isStopped) return
      onWaits(
        found === 'idle'
          ? null
          : found === 'wifi'
            ? 'wifi'
            : found.type === 'signIn'
              ? 'signIn'
              : found.because,
      )
      this.#failures = found === 'idle' || found === 'wifi' ? 0 : this.#failures + 1
      if (!this.#isWoken) await this.#sleep(this.#delayAfter(found))
    }
  }

  /** There is something to send. */
  wake = (): void => {
    this.#isWoken = true
    this.#interrupt()
  }

  /** The device came back to life: what hangs goes on from where the server has it. */
  revive = (): void => {
    this.#failures = 0
    this.#call.abort()
    this.wake()
  }

  stop(): void {
    this.#isStopped = true
    this.#call.abort()
    this.#interrupt()
  }

  async #round(): Promise<'idle' | 'wifi' | Extract<Sent, { type: 'later' | 'signIn' }>> {
    const { kept, waitsForWifi, ports } = this.#parts
    this.#call = new AbortController()
    const nowMs = ports.clock.now()
    const open = (await kept.onTheirWay()).filter((row) => isToBeSent(row, nowMs))
    const byHash = new Map(open.map((row) => [row.hash, open.filter(({ hash }) => hash === row.hash)]))
    const may = [...byHash.values()].filter(([row]) => row && (row.isUrgent || !waitsForWifi(row.bytes)))
    const queue = may.sort(([a], [b]) => (a && b ? rank(a) - rank(b) || a.addedAtMs - b.addedAtMs : 0))
    if (queue.length === 0) return byHash.size > 0 ? 'wifi' : 'idle'
    await this.#leaveOut(queue)
    await this.#keepAwake(queue.length)
    let failed: Extract<Sent, { type: 'later' | 'signIn' }> | null = null
    const next = async (): Promise<void> => {
      for (let rows = queue.shift(); rows && !failed && !this.#call.signal.aborted; rows = queue.shift()) {
        const sent = await this.#sendOne(rows)
        if (sent.type === 'later' || sent.type === 'signIn') failed ??= sent
      }
    }
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, next))
    } finally {
      await this.#letSleep()
    }
    return failed ?? (byHash.size > may.length ? 'wifi' : 'idle')
  }

  async #sendOne(rows: readonly OnItsWay[]): Promise<Sent> {
    const { kept, onProgress, onChanged, ports, userId, send = sendByTus } = this.#parts
    const [row] = rows
    const bytes = row && (await kept.bytesOf(row.hash))
    if (!row || !bytes) {
      // Nothing is left to send: whoever looks sees it waiting, and why.
      await this.#change(rows, { refused: 'bytesGone' })
      return { type: 'refused', reason: 'bytesGone' }
    }
    let counted = -1
    const sent = await send({
      row,
      bytes: bytes.upload,
      headers: headersOf(userId),
      onUrl: (uploadUrl) => void this.#change(rows, { uploadUrl }).catch(ports.report),
      onProgress(total) {
        if (counted >= 0) countData(ports, { sent: Math.max(0, total - counted), received: 0 })
        counted = total
        onProgress(row.hash, total)
      },
      signal: this.#call.signal,
    })
    if (sent.type === 'sent') {
      this.#failures = 0
      this.#asked.delete(row.hash)
      await this.#change(rows, { sentAtMs: ports.clock.now(), uploadUrl: null })
    }
    if (sent.type === 'refused') await this.#change(rows, { refused: sent.reason })
    if (sent.type === 'begin') await this.#change(rows, { uploadUrl: null })
    if (sent.type !== 'later') onProgress(row.hash, null)
    await onChanged()
    return sent.type === 'begin' ? { type: 'later', because: 'network', retryAfterMs: null } : sent
  }

  /** What the server has and this person may see there need not be sent. */
  async #leaveOut(queue: OnItsWay[][]): Promise<void> {
    const { ports, userId, onChanged } = this.#parts
    const hashes = queue.flatMap(([row]) => (row && !this.#asked.has(row.hash) ? [row.hash] : []))
    if (hashes.length === 0) return
    const have = new Set<string>()
    for (let at = 0; at < hashes.length; at += HAVE_AT_ONCE) {
      const answer = await ports
        .fetch('/api/documents/have', {
          method: 'POST',
          credentials: 'same-origin',
          cache: 'no-store',
          headers: { 'content-type': 'application/json', ...headersOf(userId) },
          body: JSON.stringify({ hashes: hashes.slice(at, at + HAVE_AT_ONCE) }),
          signal: this.#call.signal,
        })
        .catch(() => undefined)
      const read = z.safeParse(haveAnswerSchema, await answer?.json().catch(() => undefined))
      // A saving and no more: what cannot be asked is sent.
      if (!answer?.ok || !read.success) return
      for (const hash of read.data.have) have.add(hash)
    }
    for (const hash of hashes) if (!have.has(hash)) this.#asked.add(hash)
    for (const rows of queue.filter(([row]) => row && have.has(row.hash)))
      await this.#change(rows, { sentAtMs: ports.clock.now() })
    if (have.size > 0) await onChanged()
    queue.splice(0, queue.length, ...queue.filter(([row]) => row && !have.has(row.hash)))
  }

  async #change(rows: readonly OnItsWay[], fields: Partial<OnItsWay>): Promise<void> {
    for (const { key } of rows) await this.#parts.kept.change(key, fields)
  }

  async #keepAwake(count: number): Promise<void> {
    if (count <= WAKE_LOCK_OVER || this.#wakeLock || !('wakeLock' in navigator)) return
    // Not while the page is hidden or the battery is low: then it goes without.
    this.#wakeLock = await navigator.wakeLock.request('screen').catch(() => null)
  }

  async #letSleep(): Promise<void> {
    const held = this.#wakeLock
    this.#wakeLock = null
    await held?.release().catch(() => undefined)
  }

  #delayAfter(found: 'idle' | 'wifi' | Extract<Sent, { type: 'later' | 'signIn' }>): number {
    if (found === 'idle' || found === 'wifi') return LAST_RETRY_MS
    if (found.type === 'signIn') return LAST_RETRY_MS
    const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, this.#failures - 1))
    return Math.max(found.retryAfterMs ?? 0, delay * (0.75 + this.#parts.ports.chance() / 2))
  }

  #sleep(ms: number): Promise<void> {
    const { timers } = this.#parts.ports
    return new Promise((done) => {
      const timer = timers.set(() => this.#interrupt(), ms)
      this.#interrupt = () => {
        timers.clear(timer)
        this.#interrupt = () => {}
        done()
      }
    })
  }
}

/** Its library comes when there is something to send. */
const sendByTus = async (sending: Sending): Promise<Sent> =>
  (await import('./upload-page.ts')).uploadPage(sending)

function isToBeSent({ sentAtMs, refused }: OnItsWay, nowMs: number): boolean {
  return refused === null && (sentAtMs === null || nowMs - sentAtMs > SENT_AGAIN_AFTER_MS)
}

function rank({ isUrgent, bytes }: OnItsWay): number {
  return isUrgent ? 0 : bytes <= SMALL_BYTES ? 1 : 2
}
