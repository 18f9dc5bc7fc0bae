import { must } from '#shared/base/must.ts'
import { type OutboxDatabase, type Stored, allMoved } from './database.ts'
import type { OutboxRecord } from './record.ts'

/**
 * A person's entries as this tab has read them. Two weeks of answered ones lie beside the few that wait, and the screen
 * looks after each tap: only what was written since the last look is read again, and all only when some have gone.
 */
export class KnownRecords {
  #db: () => OutboxDatabase
  #userId: string
  #records = new Map<number, OutboxRecord>()
  #moved = 0
  #reading: Promise<unknown> = Promise.resolve()

  constructor(db: () => OutboxDatabase, userId: string) {
    this.#db = db
    this.#userId = userId
  }

  /** All of them in the order of the taps. One reading after the other, so that an older one never undoes a newer. */
  read(): Promise<OutboxRecord[]> {
    const turn = this.#reading.then(() => this.#read())
    this.#reading = turn.catch(() => undefined)
    return turn
  }

  /** For another connection: what was read over the one before may hang, and is not to be waited for. */
  forget(): void {
    this.#records = new Map()
    this.#moved = 0
    this.#reading = Promise.resolve()
  }

  async #read(): Promise<OutboxRecord[]> {
    const known = this.#records
    const { store } = this.#db().transaction('entries')
    const [moved, count] = await Promise.all([
      store.index('byMoved').getAll(allMoved(this.#userId, this.#moved)),
      store.index('byUser').count(this.#userId),
    ])
    this.#take(moved, known)
    if (known.size !== count) {
      const all = await store.index('byUser').getAll(this.#userId)
      known.clear()
      this.#take(all, known)
    }
    return [...known.values()]
  }

  /** What is new comes after what is known: the database never gives a place twice. */
  #take(stored: readonly Stored[], known: Map<number, OutboxRecord>): void {
    for (const { moved = 0, ...record } of stored.toSorted((a, b) => placeOf(a) - placeOf(b))) {
      const seq = placeOf(record)
      known.set(seq, { ...record, seq })
      this.#moved = Math.max(this.#moved, moved)
    }
  }
}

function placeOf({ seq }: Stored): number {
  return must(seq, 'the place of an entry in the outbox')
}
