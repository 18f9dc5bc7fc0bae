import * as z from 'zod/mini'
import type { Channel } from '../session/ports.ts'

/** What the tabs of one person tell each other. Hints all: the truth is on disk. */
const messageSchema = z.discriminatedUnion('type', [
  /** The replica or the outbox changed. */
  z.object({ type: z.literal('changed') }),
  /** There is something to send or to fetch, for the tab that does. */
  z.object({ type: z.literal('wake') }),
  z.object({
    type: z.literal('contact'),
    contact: z.object({
      state: z.enum(['live', 'syncing', 'offline', 'stopped']),
      stoppedBecause: z.nullable(z.enum(['signIn', 'update'])),
    }),
  }),
  /** What became of the device's storage. */
  z.object({ type: z.literal('storage'), storage: z.enum(['fine', 'full', 'failing']) }),
  /** The person's work on this device is over for now. */
  z.object({
    type: z.literal('ended'),
    ending: z.object({
      because: z.enum(['deactivated', 'signedOut', 'lease']),
      handed: z.int(),
      left: z.int(),
    }),
  }),
  /** What the server said with its last page. */
  z.object({ type: z.literal('told'), told: z.object({ clockOffMs: z.int(), quarantined: z.int() }) }),
  /** A tab that was just opened asks where the connection stands. */
  z.object({ type: z.literal('hello') }),
  /** A tab that somebody looks at asks whether the one that leads is alive. */
  z.object({ type: z.literal('ask') }),
  /** It is. */
  z.object({ type: z.literal('alive') }),
  /** A tab that lost the lead may have been cut off in the middle of a page: the one that leads looks through all files. */
  z.object({ type: z.literal('check') }),
])
export type TabMessage = z.infer<typeof messageSchema>

export function listenToTabs(channel: Channel, listener: (message: TabMessage) => void): void {
  channel.listen((message) => {
    const read = z.safeParse(messageSchema, message)
    // A tab of another version may say what this one does not know.
    if (read.success) listener(read.data)
  })
}

export function tellTabs(channel: Channel, message: TabMessage): void {
  channel.post(message)
}
