import { withRealCases } from '#shared/journal/aliases.ts'
import { asksFor } from '#shared/journal/dependents.ts'
import { type Entry, isByPerson } from '#shared/journal/entry.ts'
import type { Outcome } from '#shared/journal/outcome.ts'
import type { Settled } from '#shared/protocol/push.ts'
import type { Db } from '../db/open.ts'
import {
  type Answered,
  type KnownVersions,
  type Stream,
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
import { type CompanyMemory, newFile } from './company-memory.ts'
import { openCasesByResolver } from '../people/open-cases.ts'
import { lockCompany } from './lock-company.ts'
import { lostOpenings } from './lost-openings.ts'
import { AuthorLeft, OtherHistory, type Request, StreamGap, type Submitted } from './request.ts'
import { type Arrival, Round } from './round.ts'
import { standingOf } from './standing.ts'
import { streams } from './tables.ts'
import { loadTold } from './told.ts'
import { upsert } from './upsert.ts'
import { type Head, writeRound } from './write-round.ts'

type Ports = { now: () => number; salt: () => string; stamp: () => string }

/** What a request is answered: an outcome for each of its entries, or why nothing of it was taken. */
export type RequestAnswer = Settled[] | StreamGap | OtherHistory | AuthorLeft

export type DecidedTogether = {
  /** The company's row after this. */
  head: Head
  /** Before or after this. */
  isHeldWhole: boolean
  stamp: string
  /** Null when nothing was written. */
  round: Round | null
  answers: RequestAnswer[]
}

/** One transaction: locks the company, loads what the requests need, decides entry by entry in memory, writes once. */
export async function decideTogether(
  tx: Db,
  companyId: string,
  memory: CompanyMemory,
  requests: readonly Request[],
  ports: Ports,
): Promise<DecidedTogether> {
  const head = await lockCompany(tx, companyId)
  const receivedAt = Math.max(ports.now(), head.receivedAt)
  const deciding = await load(tx, head, memory, requests, receivedAt)
  const answers: RequestAnswer[] = []
  for (const request of requests) answers.push(await deciding.answer(request))

  const { round, streamsById } = deciding
  // A stream that only told what is known has moved all the same: its next number must not look like a gap.
  const streamsMoved = upsert(
    tx,
    streams,
    [...streamsById.values()].filter(({ next }) => next > 1),
  )
  const stamp = ports.stamp()
  if (round.stored.length + round.endings.length === 0) {
    await streamsMoved
    return { head, isHeldWhole: head.isHeldWhole, stamp, round: null, answers }
  }
  const written = writeRound(tx, head, round, receivedAt, { ...ports, stamp: () => stamp })
  const [next] = await Promise.all([written, streamsMoved])
  return { head: next, isHeldWhole: head.isHeldWhole || next.isHeldWhole, stamp, round, answers }
}

async function load(
  tx: Db,
  head: Head,
  memory: CompanyMemory,
  requests: readonly Request[],
  receivedAt: number,
): Promise<Deciding> {
  const all = requests.flatMap(({ entries }) => entries.map(({ entry }) => entry))
  const marks = [
    head,
    ...(memory.mark ? [memory.mark] : []),
    ...all.map(({ seen }) => seen),
    ...requests.flatMap(({ seen }) => seen ?? []),
  ]
  const [known, told, versions, streamsById, preferences] = await Promise.all([
    loadSettled(tx, head.id, all),
    loadTold(tx, head.id, all),
    loadVersions(tx, head.id, marks),
    loadStreams(tx, requests),
    loadPreferences(tx, all),
  ])
  const headMark = { version: head.version, stamp: versions.get(head.version)?.stamp ?? '' }
  await memory.catchUp(tx, headMark, memory.mark !== null && isKnown(versions, memory.mark))
  const company = await memory.company(tx)
  const again = redecided(requests, known)
  const fresh = all.filter(({ id }) => !known.has(id) || again.has(id))
  const files = await memory.files(tx, clientIdsOf(fresh))
  for (const { kind, subject } of fresh)
    if (kind === 'items.imported' && subject.type === 'client' && !files.has(subject.id))
      files.set(subject.id, newFile(subject.id))
  const wishes = fresh.flatMap((entry) => {
    const file = entry.subject.type === 'client' ? files.get(entry.subject.id)?.file : undefined
    const asked = file ? asksFor(entry, file) : entry
    return asked === entry ? [] : [asked]
  })
  const toldOfWishes = await loadTold(tx, head.id, wishes)
  const loads = company.assignmentRule.active ? await openCasesByResolver(tx, head.id) : null
  const historyOf = (id: string) => told.get(id) ?? toldOfWishes.get(id)
  const round = new Round({ company, files, preferences, historyOf, loads })
  return new Deciding(tx, head, receivedAt, { known, versions, streamsById, again, round })
}

/** What was loaded for one transaction, and how far its requests have come. */
class Deciding {
  readonly round: Round
  readonly streamsById: Map<string, Stream>
  readonly #tx: Db
  readonly #head: Head
  readonly #receivedAt: number
  readonly #known: Map<string, Answered>
  readonly #versions: KnownVersions
  /** Deferred entries that are to be decided now. */
  readonly #again: Set<string>

  constructor(
    tx: Db,
    head: Head,
    receivedAt: number,
    loaded: {
      known: Map<string, Answered>
      versions: KnownVersions
      streamsById: Map<string, Stream>
      again: Set<string>
      round: Round
    },
  ) {
    this.#tx = tx
    this.#head = head
    this.#receivedAt = receivedAt
    this.#known = loaded.known
    this.#versions = loaded.versions
    this.#again = loaded.again
    this.round = loaded.round
    this.streamsById = loaded.streamsById
  }

  async answer(request: Request): Promise<RequestAnswer> {
    if (request.stream && this.round.company.people.get(request.stream.personId)?.active === false)
      return new AuthorLeft('the account of this author is switched off')
    if (request.seen && !isKnown(this.#versions, request.seen))
      return new OtherHistory('the device stands in another history of the database')
    const stream = request.stream && streamFor(this.streamsById, request.stream, this.#head.id)
    if (request.stream && (!stream || hasGap(request, stream.next, this.#known)))
      return new StreamGap('the numbers of this stream do not follow')

    const settled: Settled[] = []
    for (const submitted of request.entries) settled.push(await this.#settle(request, submitted, stream))
    return settled
  }

  async #settle(request: Request, submitted: Submitted, stream: Stream | null): Promise<Settled> {
    const { n, entry, adoptedBy = null } = submitted
    const already = this.#known.get(entry.id)
    if (already && !(request.redecides && this.#again.delete(entry.id))) {
      if (stream?.next === n) stream.next = n + 1
      return answerTo(entry, already)
    }
    const occurred =
      submitted.occurred ??
      occurredAt(entry, request.sentAt, this.#receivedAt, this.#versions, stream?.lastOccurredAt ?? 0)
    const outcome = this.round.decide({
      entry,
      sentAt: request.sentAt,
      receivedAt: this.#receivedAt,
      occurred,
      standing: await this.#standing(submitted, occurred),
      lost: await this.#lost(entry),
      redecided: already !== undefined,
      adoptedBy,
      stream: stream ? { id: stream.id, n } : null,
    })
    if (stream) Object.assign(stream, { next: n + 1, lastOccurredAt: occurred })
    const answer = { entryId: entry.id, outcome, version: this.#head.version + 1 }
    this.#known.set(entry.id, { ...answer, by: entry.by })
    return answer
  }

  async #standing(submitted: Submitted, occurred: number): Promise<Arrival['standing']> {
    const { entry, unfit, adoptedBy = null } = submitted
    if (unfit) return { refused: { type: 'refused', refusal: unfit } }
    if (!isByPerson(entry)) return 'allowed'
    const file = this.#fileOf(entry)
    return standingOf(
      this.#tx,
      this.#head.id,
      file ? withRealCases(entry, file) : entry,
      isKnown(this.#versions, entry.seen),
      file,
      this.round.company,
      occurred,
      this.#receivedAt,
      this.round.toldOf(entry),
      adoptedBy,
    )
  }

  #lost(entry: Entry): Promise<Arrival['lost']> {
    return lostOpenings(this.#tx, this.#head.id, entry, this.#fileOf(entry), this.round.answered, this.#again)
  }

  #fileOf({ subject }: Entry) {
    return subject.type === 'client' ? this.round.file(subject.id)?.file : undefined
  }
}

/** Ids of entries that a request asks to be decided again, as far as they wait for it. */
function redecided(requests: readonly Request[], known: ReadonlyMap<string, Settled>): Set<string> {
  const ids = requests.flatMap(({ redecides, entries }) =>
    redecides ? entries.map(({ entry }) => entry.id) : [],
  )
  return new Set(ids.filter((id) => known.get(id)?.outcome.type === 'deferred'))
}

/** An answer is its author's alone: an id that is somebody else's is refused without a word about it. */
function answerTo(entry: Entry, { by, ...settled }: Answered): Settled {
  if (by === entry.by) return settled
  const outcome: Outcome = { type: 'refused', refusal: { type: 'notAllowed' } }
  return { ...settled, outcome }
}
