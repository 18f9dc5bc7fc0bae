import { groupBy } from '#shared/base/group-by.ts'
import type { OutboxRecord } from '../outbox/record.ts'
import { refusedOpenings } from './refused-openings.ts'

const NONE: readonly OutboxRecord[] = []
const NONE_REFUSED: ReadonlyMap<string, string> = new Map()

/** One look at the outbox for all files: what is about each client, in the order of the taps. */
export class Waiting {
  #records: readonly OutboxRecord[]
  #byClient: ReadonlyMap<string | null, readonly OutboxRecord[]>
  #refused: ReadonlyMap<string, string> | null = null

  constructor(records: readonly OutboxRecord[]) {
    this.#records = records
    this.#byClient = groupBy(records, ({ entry: { subject } }) =>
      subject.type === 'client' ? subject.id : null,
    )
  }

  about(clientId: string): readonly OutboxRecord[] {
    return this.#byClient.get(clientId) ?? NONE
  }

  /** As `refusedOpenings` tells them, for a file that entries wait for. */
  refusedFor(entryCount: number): ReadonlyMap<string, string> {
    if (entryCount === 0) return NONE_REFUSED
    return (this.#refused ??= refusedOpenings(this.#records))
  }
}
