import { eq, sql } from 'drizzle-orm'
import { idFrom } from '#shared/base/ids.ts'
import { must } from '#shared/base/must.ts'
import { withRealCases } from '#shared/journal/aliases.ts'
import { type Entry, type Seen, isByPerson } from '#shared/journal/entry.ts'
import type { Outcome, Refusal } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'
import { companies } from '../company/tables.ts'
import { isLasting } from '../db/failures.ts'
import type { Database, Db } from '../db/open.ts'
import {
  type Answered,
  clientIdsOf,
  hasGap,
  isKnown,
  loadPreferences,
  loadSettled,
  loadStreams,
  loadVersions,
  occurredAt,
  streamFor,
} from './arrivals.ts'
import { CompanyMemory, newFile } from './company-memory.ts'
import { lostOpenings } from './lost-openings.ts'
import { holdersOf } from './holders.ts'
import { type Arrival, Round } from './round.ts'
import { standingOf } from './standing.ts'
import { streams } from './tables.ts'
import { loadTold } from './told.ts'
import { upsert } from './upsert.ts'
import { type Head, writeRound } from './write-round.ts'

/**
 * The one way in. Requests for a company are decided one after another under its lock, those that wait together in one
 * transaction: lock, load, decide in memory, write once. A failed write is tried again request by request.
 */

export type Request = {
  companyId: string
  /** Null for the books and the rules. */
  stream: { id: string; personId: string; device: string } | null
  sentAt: number
  /** Where the device stands, as far as it knows; of another history, nothing of the request is taken. */
  seen?: Seen | undefined
  /** `n` counts in the stream; without a stream it is ignored. */
  entries: Submitted[]
  /** Entries that are stored as deferred are decided now; all others are answered as ever. */
  redecides?: boolean
}

/** An entry, or what is left of one that could not be read or written: it is refused alone, and its refusal kept. */
export type Submitted = {
  n: number
  entry: Entry
  unfit?: Refusal
  occurred?: number
  /** The administrator who takes it over for its author, who may push no more: permission is asked of them, now. */
  adoptedBy?: string
}

/** The stream's numbers do not follow: the device is a copy of another, or has lost entries it cannot fill. */
export class StreamGap extends Error {}

/** The device stands in another history of the database: it must first send again what was lost, in its order. */
export class OtherHistory extends Error {}

/** The account was switched off between the request and its turn: nothing is decided, the device hands it over. */
export class AuthorLeft extends Error {}

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
    const done = await this.#database.transaction((tx) => this.#decide(tx, companyId, memory, together))
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

  async #decide(tx: Db, companyId: string, memory: CompanyMemory, together: Waiting[]) {
    const head = await lockCompany(tx, companyId)
    const receivedAt = Math.max(this.#ports.now(), head.receivedAt)

    const all = together.flatMap(({ request }) => request.entries.map(({ entry }) => entry))
    const marks = [
      head,
      ...(memory.mark ? [memory.mark] : []),
      ...all.map(({ seen }) => seen),
      ...together.flatMap(({ request }) => request.seen ?? []),
    ]
    const [known, told, versions, streamsById, ownPreferences] = await Promise.all([
      loadSettled(tx, companyId, all),
      loadTold(tx, companyId, all),
      loadVersions(tx, companyId, marks),
      loadStreams(
        tx,
        together.map(({ request }) => request),
      ),
      loadPreferences(tx, all),
    ])
    const headMark = { version: head.version, stamp: versions.get(head.version)?.stamp ?? '' }
    await memory.catchUp(tx, headMark, memory.mark !== null && isKnown(versions, memory.mark))
    const company = await memory.company(tx)
    const again = redecided(together, known)
    const fresh = all.filter(({ id }) => !known.has(id) || again.has(id))
    const files = await memory.files(tx, clientIdsOf(fresh))
    for (const entry of fresh)
      if (entry.kind === 'items.imported' && entry.subject.type === 'client' && !files.has(entry.subject.id))
        files.set(entry.subject.id, newFile(entry.subject.id))
    const round = new Round({ company, files, preferences: ownPreferences, historyOf: (id) => told.get(id) })

    const answers: (Settled[] | StreamGap | OtherHistory | AuthorLeft)[] = []
    for (const { request } of together) {
      if (request.stream && round.company.people.get(request.stream.personId)?.active === false) {
        answers.push(new AuthorLeft('the account of this author is switched off'))
        continue
      }
      if (request.seen && !isKnown(versions, request.seen)) {
        answers.push(new OtherHistory('the device stands in another history of the database'))
        continue
      }
      const stream = request.stream && streamFor(streamsById, request.stream, companyId)
      if (request.stream && (!stream || hasGap(request, stream.next, known))) {
        answers.push(new StreamGap('the numbers of this stream do not follow'))
        continue
      }
      const settled: Settled[] = []
      for (const { n, entry, unfit, occurred: occurredThen, adoptedBy = null } of request.entries) {
        const already = known.get(entry.id)
        if (already && !(request.redecides && again.delete(entry.id))) {
          if (stream?.next === n) stream.next = n + 1
          settled.push(answerTo(entry, already))
          continue
        }
        const occurred =
          occurredThen ?? occurredAt(entry, request.sentAt, receivedAt, versions, stream?.lastOccurredAt ?? 0)
        const subjectFile = entry.subject.type === 'client' ? round.file(entry.subject.id)?.file : undefined
        const lost = await lostOpenings(tx, companyId, entry, subjectFile, round.answered, again)
        const standing: Arrival['standing'] = unfit
          ? { refused: { type: 'refused', refusal: unfit } }
          : isByPerson(entry)
            ? await standingOf(
                tx,
                companyId,
                subjectFile ? withRealCases(entry, subjectFile) : entry,
                isKnown(versions, entry.seen),
                subjectFile,
                round.company,
                occurred,
                receivedAt,
                round.toldOf(entry),
                adoptedBy,
              )
            : 'allowed'
        const outcome = round.decide({
          entry,
          sentAt: request.sentAt,
          receivedAt,
          occurred,
          standing,
          lost,
          redecided: already !== undefined,
          adoptedBy,
          stream: stream ? { id: stream.id, n } : null,
        })
        if (stream) Object.assign(stream, { next: n + 1, lastOccurredAt: occurred })
        const answer = { entryId: entry.id, outcome, version: head.version + 1 }
        known.set(entry.id, { ...answer, by: entry.by })
        settled.push(answer)
      }
      answers.push(settled)
    }
    const stamp = this.#ports.stamp()
    // A stream that only told what is known has moved all the same: its next number must not look like a gap.
    await upsert(
      tx,
      streams,
      [...streamsById.values()].filter(({ next }) => next > 1),
    )
    if (round.stored.length + round.endings.length === 0)
      return { head, isHeldWhole: head.isHeldWhole, stamp, round: null, answers }

    const next = await writeRound(tx, head, round, receivedAt, { ...this.#ports, stamp: () => stamp })
    return { head: next, isHeldWhole: head.isHeldWhole || next.isHeldWhole, stamp, round, answers }
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

/** Ids of entries that a request asks to be decided again, as far as they wait for it. */
function redecided(together: readonly Waiting[], known: ReadonlyMap<string, Settled>): Set<string> {
  return new Set(
    together.flatMap(({ request }) =>
      request.redecides
        ? request.entries.flatMap(({ entry: { id } }) =>
            known.get(id)?.outcome.type === 'deferred' ? [id] : [],
          )
        : [],
    ),
  )
}

/** An answer is its author's alone: an id that is somebody else's is refused without a word about it. */
function answerTo(entry: Entry, { by, ...settled }: Answered): Settled {
  if (by === entry.by) return settled
  const outcome: Outcome = { type: 'refused', refusal: { type: 'notAllowed' } }
  return { ...settled, outcome }
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

/**
 * Locks the company's row: the first statement of every write. What the transaction then reads it reads by key: a table
 * that was small when the planner last looked is not read whole.
 */
export async function lockCompany(tx: Db, companyId: string): Promise<Head> {
  const [locked] = await tx
    .select({ head: companies, byKey: sql`set_config('enable_seqscan', 'off', true)` })
    .from(companies)
    .where(eq(companies.id, companyId))
    .for('update')
  return must(locked, `company ${companyId}`).head
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
