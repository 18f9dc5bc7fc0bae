import * as z from 'zod/mini'
import { type Settled, settledSchema } from '#shared/protocol/push.ts'
import { readLoosely } from '#shared/protocol/read-loosely.ts'

const answerSchema = z.object({ outcomes: z.array(z.unknown()) })
const addressSchema = z.object({ entryId: z.string(), version: z.int() })

/** The outcomes of an answer to a push; undefined when it is none. */
export function readAnswer(answer: unknown): Settled[] | undefined {
  const read = z.safeParse(answerSchema, answer)
  return read.success ? readOutcomes(read.data.outcomes) : undefined
}

/**
 * A newer server may answer what this app cannot read: such an entry waits for the update, and is asked about again
 * then. It must hold up no other, and must not be sent over and over.
 */
export function readOutcomes(outcomes: readonly unknown[]): Settled[] {
  return outcomes.flatMap((outcome): Settled[] => {
    const read = readLoosely(settledSchema, outcome)
    if (read.success) return [read.data]
    const address = z.safeParse(addressSchema, outcome)
    return address.success ? [{ ...address.data, outcome: { type: 'deferred' } }] : []
  })
}
