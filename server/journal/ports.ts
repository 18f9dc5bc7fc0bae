import { randomBytes } from 'node:crypto'
import type { JournalPorts } from './journal.ts'

/** The clock and the chance of a running server. */
export const journalPorts: Omit<JournalPorts, 'committed'> = {
  now: Date.now,
  salt: () => randomBytes(16).toString('hex'),
  stamp: () => randomBytes(8).toString('hex'),
}
