import { newId } from '#shared/base/ids.ts'
import type { Seen } from '#shared/journal/entry.ts'
import { PUSH_LIMIT, type Push } from '#shared/protocol/push.ts'
import { post } from '../tabs/post.ts'
import type { Ports } from '../session/ports.ts'
import type { Outbox, Standing } from './outbox.ts'
import { readAnswer } from './read-outcomes.ts'

/**
 * `sent`: the server has answered a batch. `failed`: it has not, try again later; nothing is lost and nothing changed.
 */
export type SendResult = 'nothing' | 'sent' | 'failed' | 'signIn'

/** Sends the outbox in order, one batch at a time. Runs in one tab of a device only. */
export class Sender {
  #outbox: Outbox
  #ports: Ports
  #userId: string
  #device: string
  /** A batch the server could not read is sent again one by one, so that one entry does not hold up the others. */
  #limit = PUSH_LIMIT
  #replica: () => { history: number; seen: Seen }

  /** `replica`: where the replica stands, and in which of the server's histories. */
  constructor(
    outbox: Outbox,
    ports: Ports,
    userId: string,
    device: string,
    replica: () => { history: number; seen: Seen } = () => ({ history: 0, seen: NOTHING }),
  ) {
    this.#replica = replica
    this.#outbox = outbox
    this.#ports = ports
    this.#userId = userId
    this.#device = device
  }

  async sendBatch(signal: AbortSignal): Promise<SendResult> {
    const { stream, batch, waiting, standing } = await this.#outbox.nextBatch(this.#limit, this.#newId)
    const [first] = batch
    if (!first) return 'nothing'
    const push: Push = {
      stream,
      sentAt: this.#ports.clock.now(),
      device: this.#device,
      waiting,
      ...this.#seenIn(standing),
      entries: batch,
    }
    const answer = await post(this.#ports, this.#userId, '/api/sync/push', push, signal)
    if (!answer) return 'failed'
    if (answer.isOk) {
      const outcomes = readAnswer(answer.body)
      if (!outcomes) return 'failed'
      await this.#outbox.settle(outcomes, this.#ports.clock.now(), push.seen)
      this.#limit = PUSH_LIMIT
      return outcomes.length > 0 ? 'sent' : 'failed'
    }
    switch (answer.status) {
      case 401:
        return 'signIn'
      case 409:
        if (codeOf(answer.body) === 'other-history') {
          // Asked from nowhere, the server does not say it again: it can go on at once.
          await this.#outbox.heal(standing.history, this.#newId, this.#ports.clock.now())
          return 'sent'
        }
        await this.#outbox.renumber(this.#newId)
        return 'failed'
      case 400:
      case 413:
      case 422:
        return this.#setApart(first.entry.id, batch.length)
      default:
        return 'failed'
    }
  }

  /** Where this device stands, as far as it is of the history it believes the server to be in. */
  #seenIn(standing: Standing): { seen?: Seen } {
    const replica = this.#replica()
    const seen =
      replica.history === standing.history && replica.seen.version > 0 ? replica.seen : standing.seen
    return seen ? { seen } : {}
  }

  /** The server cannot read the batch: find the entry that is at fault, give it an answer, and go on. */
  async #setApart(entryId: string, sent: number): Promise<SendResult> {
    if (sent > 1) {
      this.#limit = 1
      return 'sent'
    }
    const refusal = { type: 'invalid' as const, field: 'entry', detail: 'the server could not read it' }
    await this.#outbox.settle(
      [{ entryId, outcome: { type: 'refused', refusal }, version: 0 }],
      this.#ports.clock.now(),
    )
    await this.#outbox.renumber(this.#newId)
    this.#limit = PUSH_LIMIT
    return 'sent'
  }

  #newId = () => newId(this.#ports.clock.now(), this.#ports.random(16))
}

const NOTHING: Seen = { version: 0, stamp: '' }

function codeOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined
}
