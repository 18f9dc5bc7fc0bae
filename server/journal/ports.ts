import { randomBytes, randomUUID } from 'node:crypto'
import type { JournalPorts } from './journal.ts'

/** The clock and the chance of a running server. */
export const journalPorts: Omit<JournalPorts, 'committed'> = {
  now: Date.now,
  // 122 bits of chance from a store that Node keeps, where 128 of their own cost ten times as much.
  salt: () => randomUUID().replaceAll('-', ''),
  stamp: () => randomBytes(8).toString('hex'),
}
