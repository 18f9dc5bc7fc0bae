import { dayIn } from '#shared/base/calendar-day.ts'
import { must } from '#shared/base/must.ts'
import { partOf } from '#shared/clients/case-file.ts'
import type { ClientFile } from '#shared/clients/client-file.ts'
import { horizonOf, withinHorizon } from '#shared/clients/horizon.ts'
import { createCompany } from '#shared/company/company.ts'
import type { Setting } from '#shared/company/settings.ts'
import { figuresOf } from '#shared/figures/client-figures.ts'
import { decideOnFile } from '#shared/journal/decide.ts'
import { historyRowOf, outcomeOf } from '#shared/journal/decided.ts'
import { openedBy } from '#shared/journal/dependents.ts'
import type { HistoryRow } from '#shared/journal/history.ts'
import { findKind } from '#shared/journal/kinds.ts'
import type { Person } from '#shared/people/person.ts'
import type { Pull, PullAnswer, PulledFile } from '#shared/protocol/pull.ts'
import type { Push, Settled } from '#shared/protocol/push.ts'
import { SETTINGS } from './a-company.ts'

type Held = { kind: 'client' | 'case'; id: string; clientId: string }
type Position = { version: number; held: Held[]; offset: number }

/**
 * The server as a phone sees it, in memory: it runs the shared rule, moves a version with every outcome and sends
 * files that are new whole, known ones as patches, and drops. One page holds `pageSize` files.
 */
export class FakeServer {
  version = 1
  /** The next pull finds another history of the database. */
  resetNext = false
  pageSize = 100
  readonly people: Person[]
  readonly files = new Map<string, ClientFile>()
  readonly history: HistoryRow[] = []
  readonly settled = new Map<string, Settled & { by: string }>()
  readonly pushes: Push[] = []
  readonly #refusedOpenings = new Map<string, string>()
  /** What the next calls answer instead: a status, or `cut` (no answer), or `lost` (done, but the answer is lost). */
  readonly faults: { path: string; fault: number | 'cut' | 'lost' }[] = []
  #now: () => number
  /** Its clock less the phone's. */
  clockOffMs = 0
  #streams = new Map<string, number>()

  readonly #settings: Setting[]

  constructor(people: Person[], files: ClientFile[], now: () => number, settings: readonly Setting[] = []) {
    this.people = people
    this.#settings = [...SETTINGS, ...settings]
    for (const file of files) this.files.set(file.client.id, file)
    this.#now = now
  }

  fetchAs(personId: string) {
    return async (url: string, init: RequestInit): Promise<Response> => {
      init.signal?.throwIfAborted()
      const at = this.faults.findIndex(({ path }) => url.endsWith(path))
      const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault
      if (fault === 'cut') throw new TypeError('network')
      if (typeof fault === 'number') return new Response('{}', { status: fault })
      const body: unknown = JSON.parse(typeof init.body === 'string' ? init.body : '{}')
      const answer = url.endsWith('push')
        ? this.push(body as Push, personId)
        : this.pull(body as Pull, personId)
      if (fault === 'lost') throw new TypeError('network')
      return answer instanceof Response ? answer : Response.json(answer)
    }
  }

  push(push: Push, personId: string): { outcomes: Settled[] } | Response {
    this.pushes.push(push)
    const outcomes: Settled[] = []
    for (const { n, entry } of push.entries) {
      const known = this.settled.get(entry.id)
      if (!known && n !== (this.#streams.get(push.stream) ?? 0) + 1)
        return new Response('{}', { status: 409 })
      this.#streams.set(push.stream, Math.max(n, this.#streams.get(push.stream) ?? 0))
      outcomes.push(known ?? this.#decide(entry, personId))
    }
    return { outcomes: outcomes.map(({ entryId, outcome, version }) => ({ entryId, outcome, version })) }
  }

  #decide(entry: Push['entries'][number]['entry'], personId: string): Settled & { by: string } {
    const company = this.company()
    this.version++
    const { version } = this
    const file = entry.subject.type === 'client' ? this.files.get(entry.subject.id) : undefined
    if (!file) {
      const refusal = { type: 'notFound' as const, what: 'client' as const }
      const refused = {
        entryId: entry.id,
        outcome: { type: 'refused' as const, refusal },
        version,
        by: personId,
      }
      this.settled.set(entry.id, refused)
      return refused
    }
    const context = {
      company,
      at: entry.at,
      occurred: entry.at,
      historyOf: (entryId: string) =>
        this.history.filter((row) => row.id === entryId || row.cause === entryId),
      refusedOpening: (actionId: string) => this.#refusedOpenings.get(actionId),
    }
    const result = decideOnFile(entry, file, 'client', context)
    this.files.set(file.client.id, stamped(result.file, file, version))
    for (const decided of result.decided) {
      const arrival = {
        number: this.history.length + 1,
        occurred: entry.at,
        receivedAt: this.#now(),
        late: false,
        version,
      }
      const row = historyRowOf(decided, arrival)
      if (row) this.history.push(row)
    }
    const outcome = outcomeOf(must(result.decided[0], 'the decision').decision)
    const opens = outcome.type === 'refused' ? openedBy(entry, findKind) : null
    if (opens !== null) this.#refusedOpenings.set(opens, entry.id)
    const settled = { entryId: entry.id, outcome, version, by: personId }
    this.settled.set(entry.id, settled)
    return settled
  }

  pull(pull: Pull, personId: string): PullAnswer {
    const reset = this.resetNext && pull.cursor !== null
    if (reset) this.resetNext = false
    const cursor = reset ? null : pull.cursor
    const position: Position = cursor === null ? { version: 0, held: [], offset: 0 } : JSON.parse(cursor)
    const holds = this.#heldBy(personId)
    const was = new Set(position.held.map(keyOf))
    const known = holds.filter((held) => was.has(keyOf(held)))
    const news = holds.filter((held) => !was.has(keyOf(held)))
    const page = news.slice(0, this.pageSize)
    const more = news.length > page.length
    const files = [
      ...page.map((held) => this.#pulled(held, 0)),
      ...(more ? [] : known.map((held) => this.#pulled(held, position.version)).filter(hasRows)),
    ]
    const drops = position.held.filter((held) => !holds.some((now) => keyOf(now) === keyOf(held)))
    const next: Position = {
      version: more ? position.version : this.version,
      held: [...known, ...page],
      offset: 0,
    }
    return {
      reset,
      cursor: JSON.stringify(next),
      more,
      version: next.version,
      stamp: `s${next.version}`,
      horizon: horizonOf(dayIn('Europe/Paris', this.#now())),
      now: this.#now() + this.clockOffMs,
      packed: [],
      files,
      history: [...page, ...(more ? [] : known)]
        .map(({ kind, id, clientId }) => ({
          kind,
          id,
          rows: this.history.filter(
            (row) =>
              row.clientId === clientId &&
              (page.some((held) => held.id === id) || row.version > position.version) &&
              (kind === 'client' || row.actionId === id),
          ),
        }))
        .filter(({ rows }) => rows.length > 0),
      settings: cursor === null ? this.#settings : [],
      people: cursor === null ? this.people : [],
      preferences: null,
      ...(cursor === null && { companyWhole: true }),
      drops: drops.map(({ kind, id }) => ({ kind, id })),
      // Who begins anew is told of nothing that was answered before.
      outcomes:
        more || reset
          ? []
          : [...this.settled.values()]
              .filter(({ version, by }) => version > position.version && by === personId)
              .map(({ entryId, outcome, version }) => ({ entryId, outcome, version })),
    }
  }

  company() {
    return createCompany(this.#settings, this.people)
  }

  /** Somebody else changes a file. */
  change(clientId: string, change: (file: ClientFile) => ClientFile): void {
    const file = must(this.files.get(clientId), 'the file')
    this.version++
    this.files.set(clientId, stamped(change(file), file, this.version))
  }

  #heldBy(personId: string): Held[] {
    return [...this.files.values()].flatMap((file): Held[] => {
      const clientId = file.client.id
      if (file.client.collectorId === personId) return [{ kind: 'client', id: clientId, clientId }]
      return file.actions
        .filter((action) => action.resolverId === personId && !action.removed)
        .map((action) => ({ kind: 'case', id: action.id, clientId }))
    })
  }

  #pulled({ kind, id, clientId }: Held, since: number): PulledFile {
    const all = must(this.files.get(clientId), 'the file')
    const whole = since === 0 ? withinHorizon(all, horizonOf(dayIn('Europe/Paris', this.#now()))) : all
    const file = kind === 'client' ? whole : must(partOf(id, whole), 'the case')
    const isNew = ({ version }: { version: number }) => version > since
    return {
      kind,
      id,
      clientId,
      whole: since === 0,
      version: this.version,
      rows: {
        client: isNew(file.client) ? file.client : null,
        contacts: file.contacts.filter(isNew),
        items: file.items.filter(isNew),
        actions: file.actions.filter(isNew),
        associations: file.associations.filter(isNew),
        casework: file.casework.filter(isNew),
        documents: file.documents.filter(isNew),
        parked: file.parked.filter(isNew),
      },
      figures: kind === 'client' ? [...figuresOf(file.items, this.company())] : null,
      departures: [],
    }
  }
}

const keyOf = ({ kind, id }: Held) => `${kind}:${id}`

function hasRows({ rows }: PulledFile): boolean {
  return (
    rows.client !== null ||
    [
      rows.contacts,
      rows.items,
      rows.actions,
      rows.associations,
      rows.casework,
      rows.documents,
      rows.parked,
    ].some((list) => list.length > 0)
  )
}

/** Every row that is not the very same as before carries the new version, as the server's trigger does it. */
function stamped(after: ClientFile, before: ClientFile, version: number): ClientFile {
  const same = <Row extends object>(rows: readonly Row[], known: readonly Row[]): Row[] =>
    rows.map((row) => (known.includes(row) ? row : { ...row, version }))
  return {
    client: after.client === before.client ? after.client : { ...after.client, version },
    contacts: same(after.contacts, before.contacts),
    items: same(after.items, before.items),
    actions: same(after.actions, before.actions),
    associations: same(after.associations, before.associations),
    casework: same(after.casework, before.casework),
    documents: same(after.documents, before.documents),
    parked: same(after.parked, before.parked),
  }
}
