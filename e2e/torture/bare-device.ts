import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import { newId } from '#shared/base/ids.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Settled } from '#shared/protocol/push.ts'
import { pushAnswerSchema } from '#shared/protocol/push.ts'
import { PERSON_HEADER } from '#shared/protocol/version.ts'
import { type Field, entryOf } from '../bench/mix.ts'

/** A client of the three calls made from the schemas alone: it sends until it is answered, and remembers what it was told. */
export type BareDevice = {
  /** Every entry it ever made, and the outcome it was last told. */
  made: Map<string, Settled | null>
  /** Answers that contradict what it was told before. */
  contradictions: string[]
  tries: number
  /** Makes a batch and sends it until an answer comes; false when `until` said stop first. */
  work(count: number, until: AbortSignal): Promise<boolean>
}

const TRY_AGAIN_MS = 60
const GIVE_UP_MS = 2000

export function bareDevice(
  url: string,
  session: { cookie: string; userId: string },
  field: Field,
): BareDevice {
  const stream = randomUUID()
  let n = 0
  const device: BareDevice = {
    made: new Map(),
    contradictions: [],
    tries: 0,
    async work(count, until) {
      const entries = Array.from({ length: count }, () => {
        n += 1
        const now = Date.now()
        return { n, entry: entryOf(n, field, newId(now, randomBytes(16)), now) }
      })
      for (const { entry } of entries) device.made.set(entry.id, null)
      while (!until.aborted) {
        device.tries += 1
        const outcomes = await push(entries)
        if (outcomes) {
          for (const settled of outcomes) hear(settled)
          return true
        }
        await new Promise((done) => setTimeout(done, TRY_AGAIN_MS))
      }
      return false
    },
  }

  function hear(settled: Settled): void {
    const before = device.made.get(settled.entryId)
    if (before && JSON.stringify(before) !== JSON.stringify(settled))
      device.contradictions.push(`${JSON.stringify(before)} became ${JSON.stringify(settled)}`)
    device.made.set(settled.entryId, settled)
  }

  /** Undefined: no answer, half of one, or the server asks to come again. Anything else is a fault of the product. */
  async function push(entries: { n: number; entry: Entry }[]): Promise<Settled[] | undefined> {
    let answer: Response
    let body: unknown
    try {
      answer = await fetch(`${url}/api/sync/push`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: url,
          cookie: session.cookie,
          [PERSON_HEADER]: session.userId,
        },
        body: JSON.stringify({ stream, sentAt: Date.now(), device: stream, waiting: 0, entries }),
        signal: AbortSignal.timeout(GIVE_UP_MS),
      })
      body = await answer.json()
    } catch {
      return undefined
    }
    if (answer.ok) return z.parse(pushAnswerSchema, body).outcomes
    if (answer.status >= 500) return undefined
    throw new Error(`a push was answered ${answer.status}: ${JSON.stringify(body)}`)
  }

  return device
}
