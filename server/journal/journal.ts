import { idFrom } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import type { Entry } from '#shared/journal/entry.ts'
import type { Refusal } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'
import { isLasting } from '../db/failures.ts'
import type { Database } from '../db/open.ts'
import { CompanyMemory } from './company-memory.ts'
import { decideTogether } from './decide-together.ts'
import { holdersOf } from './holders.ts'
import type { Request } from './request.ts'

/**
 * The one way in. Requests for a company are decided one after another under its lock, those that wait together in one
 * transaction: lock, load, decide in memory, write once. A failed write is tried again request by request.
 */

export type Committed = {
  companyId: string
  version: number
  clientIds: string[]
  /** Authors, and who holds the files that changed or did before. */
  personIds: string[]
  wholeCompany: boolean
  /** Whose account is switched off. */
  leftIds?: string[]
}

export type JournalPorts = {
  now: () => number
  salt: () => string
  stamp: () => string
  /** Told after each commit; a hint, nothing rests on it. */
  committed: (change: Committed) => void
}

type Waiting = { request: Request; settle: (settled: Settled[]) => void; fail: (error: unknown) => void }

const ENTRIES_AT_ONCE = 2000

export class Journal {
  #database: Database
  #ports: JournalPorts
  #companies = new Map<string, { memory: CompanyMemory; queue: Waiting[]; busy: boolean }>()

  constructor(database: Database, ports: JournalPorts) {
    this.#database = database
    this.#ports = ports
  }

  /** Decides and keeps the entries; resolves when they are durable, with an outcome for each in their order. */
  submit(request: Request): Promise<Settled[]> {
    const state = this.#state(request.companyId)
    return new Promise((settle, fail) => {
      state.queue.push({ request, settle, fail })
      if (!state.busy) void this.#work(request.companyId)
    })
  }

  async #work(companyId: string): Promise<void> {
    const state = this.#state(companyId)
    state.busy = true
    while (state.queue.length > 0) {
      const together = takeTogether(state.queue)
      await this.#commit(companyId, together)
        .catch((error: unknown) => this.#commitApart(companyId, together, error))
        // Whatever breaks here, the next request finds the company open.
        .catch((error: unknown) => together.forEach(({ fail }) => fail(error)))
    }
    state.busy = false
  }

  /** Something broke the write for all: first each request, then each entry gets a transaction of its own. */
  async #commitApart(companyId: string, together: Waiting[], error: unknown): Promise<void> {
    this.#state(companyId).memory.forget()
    if (together.length > 1) {
      for (const waiting of together)
        await this.#commit(companyId, [waiting]).catch((own: unknown) =>
          this.#commitApart(companyId, [waiting], own),
        )
      return
    }
    const waiting = must(together[0], 'a request')
    const { request } = waiting
    if (!isLasting(error)) return waiting.fail(error)
    if (request.entries.length > 1) {
      const settled: Settled[] = []
      for (const submitted of request.entries) {
        const alone = { ...request, entries: [submitted] }
        const answer = await new Promise<Settled[]>((settle, fail) => {
          const one = { request: alone, settle, fail }
          this.#commit(companyId, [one]).catch((own: unknown) => this.#commitApart(companyId, [one], own))
        }).catch(waiting.fail)
        if (!answer) return
        settled.push(...answer)
      }
      return waiting.settle(settled)
    }
    const only = must(request.entries[0], 'an entry')
    const unfit: Refusal = { type: 'defect', reference: idFrom(only.entry.id, 'defect') }
    const refused = (entry: Entry) => [
      { ...waiting, request: { ...request, entries: [{ n: only.n, entry, unfit }] } },
    ]
    await this.#commit(companyId, refused(only.entry))
      .catch((own: unknown) => {
        if (!isLasting(own)) throw own
        return this.#commit(companyId, refused(asText(only.entry)))
      })
      .catch(waiting.fail)
  }

  async #commit(companyId: string, together: Waiting[]): Promise<void> {
    const { memory } = this.#state(companyId)
    const done = await this.#database.transaction((tx) =>
      decideTogether(
        tx,
        companyId,
        memory,
        together.map(({ request }) => request),
        this.#ports,
      ),
    )
    if (done.round) {
      const files = done.round.changedFiles
      memory.adopt(
        { version: done.head.version, stamp: done.stamp },
        new Map(files.map(({ clientId, after }) => [clientId, after])),
        done.round.isCompanyChanged,
      )
      this.#ports.committed({
        companyId,
        version: done.head.version,
        clientIds: files.map(({ clientId }) => clientId),
        personIds: [
          ...new Set([
            ...done.round.stored.map(({ entry }) => entry.by),
            ...done.round.endings.map(({ by }) => by),
            ...holdersOf(done.round, done.isHeldWhole),
          ]),
        ],
        wholeCompany: done.round.isCompanyChanged,
        leftIds: done.round.people.filter(({ active }) => !active).map(({ id }) => id),
      })
    }
    for (const [index, waiting] of together.entries()) {
      const answer = must(done.answers[index], 'an answer to each request')
      if (answer instanceof Error) waiting.fail(answer)
      else waiting.settle(answer)
    }
  }

  #state(companyId: string) {
    let state = this.#companies.get(companyId)
    if (!state) {
      state = { memory: new CompanyMemory(companyId), queue: [], busy: false }
      this.#companies.set(companyId, state)
    }
    return state
  }
}

/** What no column takes (a NUL in a text, a number too large) is kept as text in text, so that it is not lost. */
function asText(entry: Entry): Entry {
  return {
    ...entry,
    kind: 'unreadable',
    v: 1,
    at: 0,
    device: '',
    seen: { version: 0, stamp: '' },
    data: { text: JSON.stringify(entry) },
  }
}

function takeTogether(queue: Waiting[]): Waiting[] {
  let count = 0
  let at = 0
  while (at < queue.length && (at === 0 || count < ENTRIES_AT_ONCE)) {
    count += queue[at]?.request.entries.length ?? 0
    at += 1
  }
  return queue.splice(0, at)
}
